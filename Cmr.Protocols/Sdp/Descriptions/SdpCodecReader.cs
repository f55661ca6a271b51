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

        SdpCodec?[] maps = new SdpCodec?[PayloadTypes];
        Utf8Text[] parameters = new Utf8Text[PayloadTypes];
        foreach (SdpLine line in media.Lines)
        {
            Note(line, maps, parameters);
        }

        List<SdpCodec> codecs = [];
        foreach (Utf8Text format in media.Formats)
        {
            TextLexer lexer = new(format);
            if (lexer.TryNumber(PayloadTypes - 1, out uint payloadType) && lexer.AtEnd && (maps[payloadType] ?? SdpCodec.FindStatic((int)payloadType)) is { } codec)
            {
                codecs.Add(parameters[payloadType].IsEmpty ? codec : codec with { Parameters = parameters[payloadType].ToString() });
            }
        }

        return codecs;
    }

    // The first line of each kind counts.
    private static void Note(SdpLine line, SdpCodec?[] maps, Utf8Text[] parameters)
    {
        if (line.IsAttribute("rtpmap"u8))
        {
            if (SdpCodec.TryReadRtpMap(line.AttributeValue) is { } codec)
            {
                maps[codec.PayloadType] ??= codec;
            }
        }
        else if (line.IsAttribute("fmtp"u8))
        {
            Utf8Text value = line.AttributeValue.Trim();
            TextLexer lexer = new(value);
            if (lexer.TryNumber(PayloadTypes - 1, out uint payloadType) && lexer.Next == (byte)' ' && parameters[payloadType].IsEmpty)
            {
                parameters[payloadType] = lexer.Rest.Trim();
            }
        }
    }
}
