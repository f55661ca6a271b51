using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>What must be right before anybody looks at a message: mandatory fields present, single ones single, registered ones readable.</summary>
internal static class SipMessageValidator
{
    internal static ParseOutcome Check(SipMessage message, SipLimits limits)
    {
        ulong seen = 0;
        for (int at = 0; at < message.HeaderCount; at++)
        {
            HeaderRow row = message.RowAt(at);
            if (row.Id is HeaderId.Unknown)
            {
                continue;
            }

            ParseOutcome outcome = CheckRow(message, at, row, limits, ref seen);
            if (!outcome.IsComplete)
            {
                return outcome;
            }
        }

        SipRejection missing = FindMissing(message, limits);
        return missing is SipRejection.None ? CheckMethod(message) : ParseOutcome.Malformed(missing, message.Length);
    }

    private static ParseOutcome CheckRow(SipMessage message, int at, HeaderRow row, SipLimits limits, ref ulong seen)
    {
        HeaderDefinition definition = KnownHeaders.Get(row.Id);
        int offset = message.OffsetAt(at);
        if (definition.IsValid is not { } isValid)
        {
            return ParseOutcome.Complete;
        }

        if (definition.Form is not HeaderForm.Once)
        {
            return CheckList(row, definition, isValid, limits, offset);
        }

        ulong bit = 1UL << (int)row.Id; // fields with a check come first in HeaderId
        bool again = (seen & bit) != 0 && !(limits.Leniency.HasFlag(SipLeniency.IdenticalRepetition) && row.Value == message.Value(row.Id));
        seen |= bit;
        return again ? ParseOutcome.Malformed(SipRejection.DuplicateHeader, offset)
            : isValid(row.Value) ? ParseOutcome.Complete
            : ParseOutcome.Malformed(definition.Rejection, offset);
    }

    private static ParseOutcome CheckList(HeaderRow row, HeaderDefinition definition, Func<Utf8Text, bool> isValid, SipLimits limits, int offset)
    {
        int count = 0;
        foreach (Utf8Text value in new HeaderValues(row.Value))
        {
            if (++count > limits.MaxValuesPerHeader)
            {
                return ParseOutcome.Malformed(SipRejection.TooManyValues, offset);
            }

            if (!isValid(value))
            {
                return ParseOutcome.Malformed(definition.Rejection, offset);
            }
        }

        bool mayBeEmpty = definition.Id is HeaderId.Require or HeaderId.ProxyRequire;
        return count > 0 || mayBeEmpty ? ParseOutcome.Complete : ParseOutcome.Malformed(definition.Rejection, offset);
    }

    private static SipRejection FindMissing(SipMessage message, SipLimits limits)
    {
        bool needsMaxForwards = message is SipRequest && !limits.Leniency.HasFlag(SipLeniency.MissingMaxForwards);
        return !message.Has(HeaderId.Via) ? SipRejection.MissingVia
            : !message.Has(HeaderId.From) ? SipRejection.MissingFrom
            : !message.Has(HeaderId.To) ? SipRejection.MissingTo
            : !message.Has(HeaderId.CallId) ? SipRejection.MissingCallId
            : !message.Has(HeaderId.CSeq) ? SipRejection.MissingCSeq
            : needsMaxForwards && !message.Has(HeaderId.MaxForwards) ? SipRejection.MissingMaxForwards
            : SipRejection.None;
    }

    private static ParseOutcome CheckMethod(SipMessage message) =>
        message is not SipRequest request || request.CSeq.Method == request.Method
            ? ParseOutcome.Complete
            : ParseOutcome.Malformed(SipRejection.CSeqMethodMismatch);
}
