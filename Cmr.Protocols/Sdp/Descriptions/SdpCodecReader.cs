using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>Puts formats, <c>rtpmap</c> and <c>fmtp</c> of a media section together, in one walk over its lines.</summary>
internal static class SdpCodecReader
{
    private const int PayloadTypes = 128;

    internal static IReadOnlyList<SdpCodec> Read(SdpMedia media)
    {
        if (!media.MediaLine.IsRtp)
        {
            return [];
        }

        // Which line says something of a payload type; line 0 is the "m=" line, so 0 is none
        Span<int> maps = stackalloc int[PayloadTypes];
        Span<int> parameters = stackalloc int[PayloadTypes];
        ReadOnlySpan<SdpLine> lines = media.Lines.Span;
        for (int at = 1; at < lines.Length; at++)
        {
            Note(lines[at], at, maps, parameters);
        }

        List<SdpCodec> codecs = new(media.Formats.Count);
        foreach (Utf8Text format in media.Formats)
        {
            TextLexer lexer = new(format);
            if (lexer.TryNumber(PayloadTypes - 1, out uint number) && lexer.AtEnd && Find(lines, maps[(int)number], (int)number) is { } codec)
            {
                int line = parameters[(int)number];
                codecs.Add(line == 0 ? codec : codec with { Parameters = ParametersOf(lines[line], out _).ToString() });
            }
        }

        return codecs;
    }

    private static SdpCodec? Find(ReadOnlySpan<SdpLine> lines, int map, int payloadType) =>
        map == 0 ? SdpCodec.FindStatic(payloadType) : SdpCodec.TryReadRtpMap(lines[map].AttributeValue);

    // The first line of each kind counts.
    private static void Note(in SdpLine line, int at, Span<int> maps, Span<int> parameters)
    {
        if (line.IsAttribute("rtpmap"u8))
        {
            if (SdpCodec.TryReadRtpMap(line.AttributeValue, out int payloadType, out _, out _) && maps[payloadType] == 0)
            {
                maps[payloadType] = at;
            }
        }
        else if (line.IsAttribute("fmtp"u8) && !ParametersOf(line, out int payloadType).IsEmpty && parameters[payloadType] == 0)
        {
            parameters[payloadType] = at;
        }
    }

    private static Utf8Text ParametersOf(in SdpLine line, out int payloadType)
    {
        TextLexer lexer = new(line.AttributeValue.Trim());
        bool valid = lexer.TryNumber(PayloadTypes - 1, out uint number) && lexer.Next == (byte)' ';
        payloadType = valid ? (int)number : 0;
        return valid ? lexer.Rest.Trim() : default;
    }
}
