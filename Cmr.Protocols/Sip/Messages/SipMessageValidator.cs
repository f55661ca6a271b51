using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>What must be right before anybody looks at a message: mandatory fields present, single ones single, registered ones readable.</summary>
internal static class SipMessageValidator
{
    /// <summary>Checks a message that came from outside.</summary>
    internal static ParseOutcome Check(SipMessage message, SipLimits limits) => Check(message, limits, default);

    /// <summary>Checks a message of our own; rows that were copied were checked when their message was read.</summary>
    internal static ParseOutcome CheckBuilt(SipMessage message, ReadOnlySpan<BuilderRow> rows)
    {
        foreach (ref readonly BuilderRow row in rows)
        {
            if (row.IsNew && (!row.HasToken || row.WireLength > ushort.MaxValue))
            {
                return ParseOutcome.Malformed(SipRejection.BadHeaderLine);
            }
        }

        return Check(message, SipLimits.Own, rows);
    }

    private static ParseOutcome Check(SipMessage message, SipLimits limits, ReadOnlySpan<BuilderRow> built)
    {
        ulong seen = 0;
        for (int at = 0; at < message.HeaderCount; at++)
        {
            HeaderDefinition? definition = KnownHeaders.Find(message.IdAt(at));
            bool copied = at < built.Length && !built[at].IsNew;
            SipRejection problem = definition is null ? SipRejection.None : CheckRow(message, at, definition, limits, copied, ref seen);
            if (problem is not SipRejection.None)
            {
                return ParseOutcome.Malformed(problem, message.OffsetAt(at));
            }
        }

        SipRejection missing = FindMissing(message, seen, limits);
        return missing is SipRejection.None ? CheckMethod(message) : ParseOutcome.Malformed(missing, message.Length);
    }

    private static SipRejection CheckRow(SipMessage message, int at, HeaderDefinition definition, SipLimits limits, bool copied, ref ulong seen)
    {
        if (definition.IsValid is not { } isValid)
        {
            return SipRejection.None;
        }

        ulong bit = 1UL << (int)definition.Id; // fields with a check come first in HeaderId
        bool again = (seen & bit) != 0;
        seen |= bit;
        Utf8Text value = message.ValueAt(at);
        if (definition.Form is not HeaderForm.Once)
        {
            return copied ? SipRejection.None : CheckList(value, definition, isValid, limits);
        }

        bool forgiven = again && limits.Leniency.HasFlag(SipLeniency.IdenticalRepetition) && value == message.Value(definition.Id);
        return again && !forgiven ? SipRejection.DuplicateHeader
            : copied || isValid(value) ? SipRejection.None
            : definition.Rejection;
    }

    private static SipRejection CheckList(Utf8Text row, HeaderDefinition definition, Func<Utf8Text, bool> isValid, SipLimits limits)
    {
        HeaderValues values = new(row);
        if (values.IsSingle)
        {
            return isValid(row) ? SipRejection.None : definition.Rejection;
        }

        int count = 0;
        foreach (Utf8Text value in values)
        {
            if (++count > limits.MaxValuesPerHeader)
            {
                return SipRejection.TooManyValues;
            }

            if (!isValid(value))
            {
                return definition.Rejection;
            }
        }

        bool mayBeEmpty = definition.Id is HeaderId.Require or HeaderId.ProxyRequire;
        return count > 0 || mayBeEmpty ? SipRejection.None : definition.Rejection;
    }

    private static SipRejection FindMissing(SipMessage message, ulong seen, SipLimits limits)
    {
        bool Has(HeaderId id) => (seen & (1UL << (int)id)) != 0;
        bool needsMaxForwards = message is SipRequest && !limits.Leniency.HasFlag(SipLeniency.MissingMaxForwards);
        return !Has(HeaderId.Via) ? SipRejection.MissingVia
            : !Has(HeaderId.From) ? SipRejection.MissingFrom
            : !Has(HeaderId.To) ? SipRejection.MissingTo
            : !Has(HeaderId.CallId) ? SipRejection.MissingCallId
            : !Has(HeaderId.CSeq) ? SipRejection.MissingCSeq
            : needsMaxForwards && !Has(HeaderId.MaxForwards) ? SipRejection.MissingMaxForwards
            : SipRejection.None;
    }

    private static ParseOutcome CheckMethod(SipMessage message) =>
        message is not SipRequest request || request.CSeq.Method == request.Method
            ? ParseOutcome.Complete
            : ParseOutcome.Malformed(SipRejection.CSeqMethodMismatch);
}
