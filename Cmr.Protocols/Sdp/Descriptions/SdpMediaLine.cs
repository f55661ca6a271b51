using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary><c>m=</c>, RFC 8866 §5.14.</summary>
/// <param name="MediaType"><c>audio</c>, <c>video</c> …</param>
/// <param name="Port">0–65535.</param>
/// <param name="PortCount">Number of ports, 1 when not written.</param>
/// <param name="Protocol">Such as <c>RTP/AVP</c>.</param>
/// <param name="Formats">Formats as written.</param>
public sealed record SdpMediaLine(Utf8Text MediaType, int Port, int PortCount, Utf8Text Protocol, IReadOnlyList<Utf8Text> Formats)
{
    /// <summary>The transport carries RTP (<c>RTP/AVP</c>, <c>RTP/SAVPF</c>, <c>UDP/TLS/RTP/SAVPF</c> …).</summary>
    public bool IsRtp => Protocol.Span.IndexOf("RTP/"u8) >= 0;

    /// <summary>Reads the value of an <c>m=</c> line; the list of formats may be empty.</summary>
    public static bool TryRead(Utf8Text source, out SdpMediaLine? value) => Read(source, int.MaxValue, out value) is SdpRejection.None;

    /// <summary>Reads the value of an <c>m=</c> line with a bound on its formats, which holds before they are kept.</summary>
    internal static SdpRejection Read(Utf8Text source, int maxFormats, out SdpMediaLine? value)
    {
        value = null;
        WordReader words = new(source);
        bool whole = words.TryNext(out Utf8Text type) & words.TryNext(out Utf8Text ports) & words.TryNext(out Utf8Text protocol);
        if (!whole || !TryReadPort(ports, out int port, out int count))
        {
            return SdpRejection.BadMedia;
        }

        int length = words.Count;
        if (length > maxFormats)
        {
            return SdpRejection.TooManyFormats;
        }

        Utf8Text[] formats = length == 0 ? [] : new Utf8Text[length];
        for (int at = 0; at < length; at++)
        {
            words.TryNext(out formats[at]);
        }

        value = new SdpMediaLine(type, port, count, protocol, formats);
        return SdpRejection.None;
    }

    /// <summary>The line.</summary>
    public SdpLine ToLine() => new('m', ToString());

    /// <summary>Value of the line.</summary>
    public override string ToString()
    {
        string count = PortCount == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"/{PortCount}");
        string formats = string.Concat(Formats.Select(format => $" {format}"));
        return string.Create(CultureInfo.InvariantCulture, $"{MediaType} {Port}{count} {Protocol}{formats}");
    }

    private static bool TryReadPort(Utf8Text word, out int port, out int count)
    {
        TextLexer lexer = new(word);
        uint ports = 1;
        bool valid = lexer.TryNumber(ushort.MaxValue, out uint first)
            && (!lexer.TrySkip((byte)'/') || lexer.TryNumber(ushort.MaxValue, out ports))
            && lexer.AtEnd;
        (port, count) = ((int)first, (int)ports);
        return valid;
    }
}
