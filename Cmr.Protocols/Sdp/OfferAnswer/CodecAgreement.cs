using System.Globalization;
using Cmr.Protocols.Sdp.Attributes;

namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>Whether an offered payload format can be answered with one of ours, and with which parameters.</summary>
public static class CodecAgreement
{
    private static readonly string[] AmrSymmetric = ["octet-align", "crc", "robust-sorting"];
    private static readonly string[] Bandwidths = ["nb", "wb", "swb", "fb"];

    /// <summary>
    /// Agrees on one format. The answer keeps the payload type of the offer. Formats whose parameters are only statements of the
    /// receiver, or are unknown here, are answered with the parameters of the offer.
    /// </summary>
    /// <param name="offered">Of the offer.</param>
    /// <param name="mine">What we can do.</param>
    /// <param name="agreed">For the answer.</param>
    public static bool TryAgree(SdpCodec offered, SdpCodec mine, out SdpCodec? agreed)
    {
        agreed = null;
        if (!offered.IsSameFormat(mine))
        {
            return false;
        }

        agreed = offered.Encoding.ToUpperInvariant() switch
        {
            "AMR" or "AMR-WB" => Amr(offered, mine),
            "EVS" => Evs(offered, mine),
            "TELEPHONE-EVENT" => Events(offered, mine),
            "H264" => H264(offered, mine),
            "ILBC" => Same(offered, mine, "mode", "30") ? offered : null,
            "G7221" => Same(offered, mine, "bitrate", string.Empty) ? offered : null,
            _ => offered,
        };
        return agreed is not null;
    }

    // RFC 4867 §8.3.1: what shapes the payload has to be the same on both sides; the modes of the offer are kept, or ours set.
    private static SdpCodec? Amr(SdpCodec offered, SdpCodec mine)
    {
        bool interleaved = Has(offered, "interleaving") != Has(mine, "interleaving");
        if (interleaved || !AmrSymmetric.All(name => Same(offered, mine, name, "0")))
        {
            return null;
        }

        bool limited = Parameters(offered).TryGet("mode-set", out string theirs);
        if (!Parameters(mine).TryGet("mode-set", out string ours))
        {
            return limited && !SdpNumberSet.TryRead(theirs, out _) ? null : offered;
        }

        if (!SdpNumberSet.TryRead(ours, out SdpNumberSet? able))
        {
            return null;
        }

        if (!limited)
        {
            return offered with { Parameters = Parameters(offered).With("mode-set", ours).Raw };
        }

        return SdpNumberSet.TryRead(theirs, out SdpNumberSet? wanted) && wanted!.IsWithin(able!) ? offered : null; // read just above
    }

    // 3GPP TS 26.445 A.3.3: the format of the payload is the same; bit rates and bandwidths meet.
    private static SdpCodec? Evs(SdpCodec offered, SdpCodec mine)
    {
        if (!Same(offered, mine, "hf-only", "0") || !Same(offered, mine, "evs-mode-switch", "0"))
        {
            return null;
        }

        SdpFormatParameters answer = Parameters(offered);
        foreach (string name in (string[])["br", "br-send", "br-recv"])
        {
            if (!TryNarrow(ref answer, mine, name, TryReadRate))
            {
                return null;
            }
        }

        foreach (string name in (string[])["bw", "bw-send", "bw-recv"])
        {
            if (!TryNarrow(ref answer, mine, name, TryReadBandwidth))
            {
                return null;
            }
        }

        return offered with { Parameters = answer.Raw };
    }

    private static bool TryNarrow(ref SdpFormatParameters answer, SdpCodec mine, string name, Func<string, double?> read)
    {
        bool offered = answer.TryGet(name, out string theirs);
        if (!Parameters(mine).TryGet(name, out string ours))
        {
            return !offered || Range(theirs, read) is not null;
        }

        if (Range(ours, read) is not { } able || (offered && Range(theirs, read) is null))
        {
            return false;
        }

        (double Low, double High) wanted = (offered ? Range(theirs, read) : null) ?? able;
        (double Low, double High) common = (Math.Max(wanted.Low, able.Low), Math.Min(wanted.High, able.High));
        if (common.Low > common.High)
        {
            return false;
        }

        string low = Word(common.Low, theirs, ours, read);
        string high = Word(common.High, theirs, ours, read);
        answer = answer.With(name, string.Equals(low, high, StringComparison.Ordinal) ? low : $"{low}-{high}");
        return true;
    }

    private static (double Low, double High)? Range(string text, Func<string, double?> read)
    {
        string[] ends = text.Split('-');
        return ends.Length <= 2 && read(ends[0]) is { } low && read(ends[^1]) is { } high && low <= high ? (low, high) : null;
    }

    // A word of the offer or of ours that stands for this value, so that nothing is rounded.
    private static string Word(double value, string theirs, string ours, Func<string, double?> read) =>
        theirs.Split('-').Concat(ours.Split('-')).First(word => read(word) == value);

    private static double? TryReadRate(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) ? rate : null;

    private static double? TryReadBandwidth(string word) =>
        Array.FindIndex(Bandwidths, name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index : null;

    // RFC 4733 §2.4.1: the answer lists the events both know; without a list, 0-15.
    private static SdpCodec? Events(SdpCodec offered, SdpCodec mine)
    {
        bool readable = SdpNumberSet.TryRead(Listed(offered), out SdpNumberSet? theirs);
        readable &= SdpNumberSet.TryRead(Listed(mine), out SdpNumberSet? ours);
        return readable && theirs!.Common(ours!) is { } common ? offered with { Parameters = common.ToString() } : null; // both were read
    }

    private static string Listed(SdpCodec codec)
    {
        if (codec.Parameters.Length == 0)
        {
            return "0-15";
        }

        return Parameters(codec).Get("events", codec.Parameters); // some write "events=0-15"
    }

    // RFC 6184 §8.2.2: profile and packetization mode are the same, the level may differ.
    private static SdpCodec? H264(SdpCodec offered, SdpCodec mine) =>
        Same(offered, mine, "packetization-mode", "0") && string.Equals(Profile(offered), Profile(mine), StringComparison.OrdinalIgnoreCase) ? offered : null;

    private static string Profile(SdpCodec codec)
    {
        string level = Parameters(codec).Get("profile-level-id", "42000A"); // baseline, level 1
        return level.Length == 6 ? level[..4] : level;
    }

    private static SdpFormatParameters Parameters(SdpCodec codec) => new(codec.Parameters);

    private static bool Has(SdpCodec codec, string name) => Parameters(codec).TryGet(name, out _);

    private static bool Same(SdpCodec left, SdpCodec right, string name, string fallback) =>
        string.Equals(Parameters(left).Get(name, fallback), Parameters(right).Get(name, fallback), StringComparison.OrdinalIgnoreCase);
}
