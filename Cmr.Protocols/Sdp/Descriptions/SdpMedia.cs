using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>A media section: its <c>m=</c> line and the lines below it, in order. Immutable; the <c>With…</c> methods return changed copies.</summary>
public sealed class SdpMedia
{
    private readonly SdpLines _lines;
    private IReadOnlyList<SdpCodec>? _codecs;

    private SdpMedia(SdpMediaLine media, SdpLines lines)
    {
        MediaLine = media;
        _lines = lines;
    }

    /// <summary>All lines, the <c>m=</c> line first.</summary>
    public SdpLines Lines => _lines;

    /// <summary>The <c>m=</c> line, read.</summary>
    public SdpMediaLine MediaLine { get; }

    /// <summary><c>audio</c>, <c>video</c> …</summary>
    public Utf8Text MediaType => MediaLine.MediaType;

    /// <summary>Port; 0 refuses or ends the stream (RFC 3264 §6, §8.2).</summary>
    public int Port => MediaLine.Port;

    /// <summary>Transport, such as <c>RTP/AVP</c>.</summary>
    public Utf8Text Protocol => MediaLine.Protocol;

    /// <summary>Formats as written: payload types for RTP.</summary>
    public IReadOnlyList<Utf8Text> Formats => MediaLine.Formats;

    /// <summary>Port 0: refused or ended.</summary>
    public bool IsRejected => Port == 0;

    /// <summary>The section's own <c>c=</c>; <see langword="null"/> when that of the session holds.</summary>
    public SdpConnection? Connection
    {
        get
        {
            foreach (ref readonly SdpLine line in _lines.Span)
            {
                if (line.Type == 'c' && SdpConnection.TryRead(line.Value, out SdpConnection connection))
                {
                    return connection;
                }
            }

            return null;
        }
    }

    /// <summary>The section's own direction; <see langword="null"/> when that of the session holds.</summary>
    public SdpDirection? Direction => SdpDirections.Find(_lines);

    /// <summary><c>a=ptime</c> in milliseconds; <see langword="null"/> when absent or no number.</summary>
    public int? PTime => Milliseconds("ptime"u8);

    /// <summary><c>a=maxptime</c> in milliseconds; <see langword="null"/> when absent or no number.</summary>
    public int? MaxPTime => Milliseconds("maxptime"u8);

    /// <summary>The section's <c>b=</c> lines; malformed ones are passed over.</summary>
    public IEnumerable<SdpBandwidth> Bandwidths => BandwidthsOf(_lines);

    /// <summary><c>a=rtcp</c>; <see langword="null"/> when RTCP goes to the next port (or is multiplexed).</summary>
    public SdpRtcp? Rtcp => Attribute("rtcp"u8) is { } value && SdpRtcp.TryRead(value, out SdpRtcp rtcp) ? rtcp : null;

    /// <summary>What the stream is for, <c>a=content</c> (RFC 4796), such as <c>g.3gpp.cat</c>.</summary>
    public IReadOnlyList<Utf8Text> Contents => Attribute("content"u8) is { } value ? ListOf(value) : [];

    /// <summary>The QoS preconditions that the section states; <see langword="null"/> when none.</summary>
    public SdpPreconditions? Preconditions => SdpPreconditions.TryRead(this);

    /// <summary>The payload formats of an RTP section in the order of preference; dynamic types without <c>a=rtpmap</c> are left out.</summary>
    public IReadOnlyList<SdpCodec> Codecs => _codecs ??= SdpCodecReader.Read(this);

    /// <summary>What the stream is for includes this, without regard to case.</summary>
    public bool HasContent(ReadOnlySpan<byte> content)
    {
        foreach (Utf8Text value in Contents)
        {
            if (value.EqualsIgnoreCase(content))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A section of our own.</summary>
    public static SdpMedia Create(SdpMediaLine media, params IEnumerable<SdpLine> lines) => Of(media, [media.ToLine(), .. lines]);

    internal static SdpMedia Of(SdpMediaLine media, SdpLines lines) => new(media, lines);

    /// <summary>Value of the first attribute with this name; <see langword="null"/> when absent, empty when it has no value.</summary>
    public Utf8Text? Attribute(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly SdpLine line in _lines.Span)
        {
            if (line.IsAttribute(name))
            {
                return line.AttributeValue;
            }
        }

        return null;
    }

    /// <summary>An attribute with this name is there.</summary>
    public bool HasAttribute(ReadOnlySpan<byte> name) => Attribute(name) is not null;

    /// <summary>With another port.</summary>
    public SdpMedia WithPort(int port) => WithMediaLine(MediaLine with { Port = port, PortCount = 1 });

    /// <summary>With another <c>m=</c> line.</summary>
    public SdpMedia WithMediaLine(SdpMediaLine media) => Of(media, [media.ToLine(), .. _lines.Span[1..]]);

    /// <summary>With its own <c>c=</c> line, behind <c>m=</c> and <c>i=</c>; <see langword="null"/> removes it.</summary>
    public SdpMedia WithConnection(SdpConnection? connection)
    {
        List<SdpLine> lines = [.. _lines.Where(line => line.Type != 'c')];
        int at = lines.FindLastIndex(line => line.Type is 'm' or 'i') + 1;
        if (connection is { } value)
        {
            lines.Insert(at, value.ToLine());
        }

        return Of(MediaLine, [.. lines]);
    }

    /// <summary>With this direction written out, in the place of the old one.</summary>
    public SdpMedia WithDirection(SdpDirection direction)
    {
        SdpLine[] lines = new SdpLine[_lines.Count + 1];
        int count = 0;
        bool written = false;
        foreach (ref readonly SdpLine line in _lines.Span)
        {
            bool states = SdpDirections.TryRead(line) is not null;
            if (!states || !written)
            {
                lines[count++] = states ? direction.ToLine() : line;
            }

            written |= states;
        }

        if (!written)
        {
            lines[count++] = direction.ToLine();
        }

        return new SdpMedia(MediaLine, new SdpLines(lines, 0, count));
    }

    /// <summary>With one more attribute, at the end.</summary>
    public SdpMedia WithAttribute(string name, string value = "") => Of(MediaLine, [.. _lines.Span, SdpLine.Attribute(name, value)]);

    /// <summary>Without the attributes of this name.</summary>
    public SdpMedia WithoutAttribute(string name)
    {
        Utf8Text wanted = name;
        return Of(MediaLine, [.. _lines.Where(line => !line.IsAttribute(wanted.Span))]);
    }

    /// <summary>With these payload formats only, in this order, each with its <c>rtpmap</c> and <c>fmtp</c>.</summary>
    public SdpMedia WithCodecs(IReadOnlyList<SdpCodec> codecs)
    {
        SdpMediaLine media = MediaLine with { Formats = [.. codecs.Select(codec => codec.Format)] };
        IEnumerable<SdpLine> others = _lines.Skip(1).Where(line => !line.IsAttribute("rtpmap"u8) && !line.IsAttribute("fmtp"u8));
        List<SdpLine> lines = [media.ToLine(), .. others];
        int at = lines.FindIndex(line => line.Type == 'a');
        lines.InsertRange(at < 0 ? lines.Count : at, codecs.SelectMany(LinesOf));
        return Of(media, [.. lines]);
    }

    /// <summary>With these preconditions in the place of the old ones.</summary>
    public SdpMedia WithPreconditions(SdpPreconditions preconditions) =>
        Of(MediaLine, [.. WithoutAttribute("curr").WithoutAttribute("des").WithoutAttribute("conf")._lines, .. preconditions.ToLines()]);

    internal static IEnumerable<SdpBandwidth> BandwidthsOf(IEnumerable<SdpLine> lines)
    {
        foreach (SdpLine line in lines)
        {
            if (line.Type == 'b' && SdpBandwidth.TryRead(line.Value, out SdpBandwidth bandwidth))
            {
                yield return bandwidth;
            }
        }
    }

    private static List<Utf8Text> ListOf(Utf8Text value)
    {
        List<Utf8Text> items = [];
        foreach (Range range in value.Span.Split((byte)','))
        {
            items.Add(value.Part(range).Trim());
        }

        return items;
    }

    private static SdpMedia Of(SdpMediaLine media, SdpLine[] lines) => new(media, SdpLines.Of(lines));

    private int? Milliseconds(ReadOnlySpan<byte> name)
    {
        TextLexer lexer = new(Attribute(name) ?? default);
        return lexer.TryNumber(1000, out uint milliseconds) ? (int)milliseconds : null;
    }

    internal static IEnumerable<SdpLine> LinesOf(SdpCodec codec) =>
        codec.ToFmtp() is { } fmtp ? [codec.ToRtpMap(), fmtp] : [codec.ToRtpMap()];
}
