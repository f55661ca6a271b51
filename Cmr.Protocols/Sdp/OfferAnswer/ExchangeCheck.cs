using System.Globalization;
using System.Numerics;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>The rules that bind one description to the one before it: RFC 3264 §6 for answers, §8 for later descriptions of the same sender.</summary>
public static class ExchangeCheck
{
    /// <summary>Checks an answer against its offer.</summary>
    public static ExchangeProblem OfAnswer(SdpDescription offer, SdpDescription answer)
    {
        if (offer.Media.Count != answer.Media.Count)
        {
            return ExchangeProblem.MediaCount;
        }

        for (int index = 0; index < offer.Media.Count; index++)
        {
            SdpMedia offered = offer.Media[index];
            SdpMedia answered = answer.Media[index];
            ExchangeProblem problem = OfStream(offered, answered);
            if (problem is ExchangeProblem.None && !answered.IsRejected && !IsAllowed(offer.DirectionOf(offered), answer.DirectionOf(answered)))
            {
                problem = ExchangeProblem.Direction;
            }

            if (problem is not ExchangeProblem.None)
            {
                return problem;
            }
        }

        return ExchangeProblem.None;
    }

    /// <summary>Checks a description against the last one that the same sender sent in the same dialog.</summary>
    public static ExchangeProblem OfNext(SdpDescription before, SdpDescription next)
    {
        if (next.Media.Count < before.Media.Count)
        {
            return ExchangeProblem.MediaCount;
        }

        if (before.Origin is { } old && next.Origin is { } current)
        {
            if (old.Username != current.Username || old.SessionId != current.SessionId || old.Address != current.Address)
            {
                return ExchangeProblem.Origin;
            }

            bool same = before.ToText() == next.WithOrigin(old).ToText() || before.ToText() == next.ToText();
            if (!IsNextVersion(old.Version, current.Version, same))
            {
                return ExchangeProblem.Version;
            }
        }

        for (int index = 0; index < before.Media.Count; index++)
        {
            if (IsRemapped(before.Media[index], next.Media[index]))
            {
                return ExchangeProblem.PayloadType;
            }
        }

        return ExchangeProblem.None;
    }

    private static ExchangeProblem OfStream(SdpMedia offered, SdpMedia answered) =>
        !offered.MediaType.EqualsIgnoreCase(answered.MediaType) ? ExchangeProblem.MediaType
        : answered.IsRejected ? ExchangeProblem.None
        : offered.IsRejected && !offered.HasAttribute("bundle-only"u8) ? ExchangeProblem.RefusedStream // RFC 8843 §6: port 0 with bundle-only is an offer
        : offered.Protocol != answered.Protocol ? ExchangeProblem.Protocol
        : answered.Formats.Any(offered.Formats.Contains) ? ExchangeProblem.None
        : SharesCodec(offered, answered) ? ExchangeProblem.None
        : ExchangeProblem.Formats;

    private static bool SharesCodec(SdpMedia offered, SdpMedia answered) => offered.Codecs.Any(codec => answered.Codecs.Any(codec.IsSameFormat));

    private static bool IsAllowed(SdpDirection offered, SdpDirection answered) =>
        (!answered.Sends() || offered.Receives()) && (!answered.Receives() || offered.Sends());

    private static bool IsNextVersion(Utf8Text before, Utf8Text current, bool same)
    {
        bool numbers = TryRead(before, out BigInteger old);
        numbers &= TryRead(current, out BigInteger next);
        return !numbers || (same ? next == old || next == old + 1 : next == old + 1);
    }

    private static bool TryRead(Utf8Text text, out BigInteger number)
    {
        number = default;
        return text.Length <= 64 && BigInteger.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsRemapped(SdpMedia before, SdpMedia next) =>
        before.MediaType.EqualsIgnoreCase(next.MediaType)
        && before.Codecs.Any(codec => next.Codecs.Any(other => other.PayloadType == codec.PayloadType && !other.IsSameFormat(codec)));
}
