using System.Globalization;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>One RTP payload format of a media line: its number with <c>a=rtpmap</c> and <c>a=fmtp</c> (RFC 8866 §6.6, §6.15), or the static assignment of RFC 3551.</summary>
/// <param name="PayloadType">0–127.</param>
/// <param name="Encoding">Encoding name, compared without case.</param>
/// <param name="ClockRate">RTP clock rate in hertz.</param>
/// <param name="Channels">Audio channels, 1 when not written.</param>
/// <param name="Parameters">Format parameters; empty when there are none.</param>
public sealed record SdpCodec(int PayloadType, string Encoding, int ClockRate, int Channels = 1, string Parameters = "")
{
    private static readonly Dictionary<int, SdpCodec> Static = new SdpCodec[]
    {
        new(0, "PCMU", 8000), new(3, "GSM", 8000), new(4, "G723", 8000), new(5, "DVI4", 8000), new(6, "DVI4", 16000),
        new(7, "LPC", 8000), new(8, "PCMA", 8000), new(9, "G722", 8000), new(10, "L16", 44100, 2), new(11, "L16", 44100),
        new(12, "QCELP", 8000), new(13, "CN", 8000), new(14, "MPA", 90000), new(15, "G728", 8000), new(16, "DVI4", 11025),
        new(17, "DVI4", 22050), new(18, "G729", 8000), new(25, "CelB", 90000), new(26, "JPEG", 90000), new(28, "nv", 90000),
        new(31, "H261", 90000), new(32, "MPV", 90000), new(33, "MP2T", 90000), new(34, "H263", 90000),
    }.ToDictionary(codec => codec.PayloadType);

    // Names that stand in nearly every offer, so that they are made once.
    private static readonly string[] UsualEncodings = ["PCMU", "PCMA", "telephone-event", "AMR", "AMR-WB", "EVS", "G722", "G729", "opus", "H264", "H265", "VP8", "rtx", "CN"];

    /// <summary>The format as the <c>m=</c> line names it.</summary>
    internal Utf8Text Format => DecimalText.Of(PayloadType);

    /// <summary>Same encoding, clock rate and channels, whatever the number.</summary>
    public bool IsSameFormat(SdpCodec other) =>
        string.Equals(Encoding, other.Encoding, StringComparison.OrdinalIgnoreCase) && ClockRate == other.ClockRate && Channels == other.Channels;

    /// <summary>The <c>a=rtpmap</c> line.</summary>
    public SdpLine ToRtpMap() => SdpLine.Attribute("rtpmap", string.Create(
        CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}{(Channels == 1 ? string.Empty : $"/{Channels}")}"));

    /// <summary>The <c>a=fmtp</c> line; <see langword="null"/> when there are no parameters.</summary>
    public SdpLine? ToFmtp() =>
        Parameters.Length == 0 ? null : SdpLine.Attribute("fmtp", string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Parameters}"));

    /// <summary>The static assignment of a payload type, RFC 3551 §6.</summary>
    internal static SdpCodec? FindStatic(int payloadType) => Static.GetValueOrDefault(payloadType);

    /// <summary>Reads the value of <c>a=rtpmap</c>.</summary>
    internal static SdpCodec? TryReadRtpMap(Utf8Text value) =>
        TryReadRtpMap(value, out int payloadType, out Utf8Text encoding, out (int ClockRate, int Channels) audio)
            ? new SdpCodec(payloadType, NameOf(encoding), audio.ClockRate, audio.Channels)
            : null;

    /// <summary>Looks at the value of <c>a=rtpmap</c>; nothing is made of it yet.</summary>
    internal static bool TryReadRtpMap(Utf8Text value, out int payloadType, out Utf8Text encoding, out (int ClockRate, int Channels) audio)
    {
        TextLexer lexer = new(value);
        (payloadType, encoding, audio) = (0, default, default);
        if (!lexer.TryNumber(127, out uint number) || !lexer.TrySkip((byte)' '))
        {
            return false;
        }

        lexer.SkipWhitespace();
        if (!lexer.TryTakeUntil((byte)'/', out encoding) || encoding.IsEmpty
            || !lexer.TrySkip((byte)'/') || !lexer.TryNumber(int.MaxValue, out uint clockRate))
        {
            return false;
        }

        uint channels = 1;
        bool valid = !lexer.TrySkip((byte)'/') || lexer.TryNumber(255, out channels);
        (payloadType, audio) = ((int)number, ((int)clockRate, (int)channels));
        return valid;
    }

    private static string NameOf(Utf8Text encoding)
    {
        foreach (string usual in UsualEncodings)
        {
            if (usual.Length == encoding.Length && System.Text.Ascii.Equals(usual, encoding.Span))
            {
                return usual;
            }
        }

        return encoding.ToString();
    }
}
