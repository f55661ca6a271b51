using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>Puts formats, <c>rtpmap</c> and <c>fmtp</c> of a media section together.</summary>
internal static class SdpCodecReader
{
    internal static List<SdpCodec> Read(SdpMedia media)
    {
        List<SdpCodec> codecs = [];
        if (!media.MediaLine.IsRtp)
        {
            return codecs;
        }

        foreach (Utf8Text format in media.Formats)
        {
            TextLexer lexer = new(format);
            if (lexer.TryNumber(127, out uint payloadType) && lexer.AtEnd && Find(media, (int)payloadType) is { } codec)
            {
                codecs.Add(codec with { Parameters = FindParameters(media, format) });
            }
        }

        return codecs;
    }

    private static SdpCodec? Find(SdpMedia media, int payloadType)
    {
        foreach (SdpLine line in media.Lines)
        {
            if (line.IsAttribute("rtpmap"u8) && SdpCodec.TryReadRtpMap(line.AttributeValue) is { } codec && codec.PayloadType == payloadType)
            {
                return codec;
            }
        }

        return SdpCodec.FindStatic(payloadType);
    }

    private static string FindParameters(SdpMedia media, Utf8Text format)
    {
        foreach (SdpLine line in media.Lines)
        {
            if (!line.IsAttribute("fmtp"u8))
            {
                continue;
            }

            Utf8Text value = line.AttributeValue.Trim();
            int space = value.Span.IndexOf((byte)' ');
            if (space > 0 && value.Slice(0, space) == format)
            {
                return value.Slice(space + 1).Trim().ToString();
            }
        }

        return string.Empty;
    }
}
