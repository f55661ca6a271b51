using System.Buffers;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>
/// A session description, RFC 8866: the lines of the session and the media sections, all in order and unchanged.
/// Immutable. One that was only read writes back the same octets; a changed one is written with CRLF.
/// </summary>
public sealed class SdpDescription
{
    private static readonly SdpLine Version = new('v', "0");
    private static readonly SdpLine NoName = new('s', "-");
    private static readonly SdpLine NoTime = new('t', "0 0");
    private readonly Utf8Text _source;

    private SdpDescription(SdpLines sessionLines, IReadOnlyList<SdpMedia> media, Utf8Text source)
    {
        SessionLines = sessionLines;
        Media = media;
        _source = source;
    }

    /// <summary>Lines above the first <c>m=</c>.</summary>
    public SdpLines SessionLines { get; }

    /// <summary>Media sections.</summary>
    public IReadOnlyList<SdpMedia> Media { get; }

    /// <summary><c>o=</c>; <see langword="null"/> when missing.</summary>
    public SdpOrigin? Origin =>
        FindLine('o') is { } line && SdpOrigin.TryRead(line.Value, out SdpOrigin origin) ? origin : null;

    /// <summary><c>c=</c> of the session; <see langword="null"/> when missing.</summary>
    public SdpConnection? Connection =>
        FindLine('c') is { } line && SdpConnection.TryRead(line.Value, out SdpConnection connection) ? connection : null;

    /// <summary><c>b=</c> lines of the session; malformed ones are passed over.</summary>
    public IEnumerable<SdpBandwidth> Bandwidths => SdpMedia.BandwidthsOf(SessionLines);

    /// <summary>Reads a description; lines may end in CRLF or LF. Never throws for what a peer sent.</summary>
    public static SdpParseOutcome TryRead(Utf8Text source, SdpLimits limits, out SdpDescription? description)
    {
        description = null;
        SdpParseOutcome outcome = SdpReader.TryRead(source, limits, out SdpLines session, out SdpMedia[] media);
        if (outcome.IsComplete)
        {
            description = new SdpDescription(session, media, source);
        }

        return outcome;
    }

    /// <summary>Reads octets that are not part of a message; they are copied.</summary>
    public static SdpParseOutcome TryRead(ReadOnlySpan<byte> source, SdpLimits limits, out SdpDescription? description) =>
        TryRead(Utf8Text.Copy(source), limits, out description);

    /// <summary>A description of our own: <c>v=0</c>, this origin, <c>s=-</c>, the connection, <c>t=0 0</c>.</summary>
    public static SdpDescription Create(SdpOrigin origin, SdpConnection? connection, IReadOnlyList<SdpMedia> media)
    {
        SdpLine[] lines = connection is { } value
            ? [Version, origin.ToLine(), NoName, value.ToLine(), NoTime]
            : [Version, origin.ToLine(), NoName, NoTime];
        return new SdpDescription(SdpLines.Of(lines), media, default);
    }

    /// <summary>Where a section's media go: its own <c>c=</c>, else that of the session.</summary>
    public SdpConnection? ConnectionOf(SdpMedia media) => media.Connection ?? Connection;

    /// <summary>Direction of a section: its own, else that of the session, else both ways.</summary>
    public SdpDirection DirectionOf(SdpMedia media) => media.Direction ?? SdpDirections.Find(SessionLines) ?? SdpDirection.SendRecv;

    /// <summary>With another <c>o=</c>.</summary>
    public SdpDescription WithOrigin(SdpOrigin origin) => WithSessionLine(origin.ToLine(), "v");

    /// <summary>With another <c>c=</c> of the session.</summary>
    public SdpDescription WithConnection(SdpConnection connection) => WithSessionLine(connection.ToLine(), "vosiuep");

    /// <summary>With other session lines.</summary>
    public SdpDescription WithSessionLines(IEnumerable<SdpLine> lines) => new(SdpLines.Of([.. lines]), Media, default);

    /// <summary>With one section changed.</summary>
    public SdpDescription WithMedia(int index, SdpMedia media)
    {
        SdpMedia[] all = [.. Media];
        all[index] = media;
        return WithMedia(all);
    }

    /// <summary>With other sections.</summary>
    public SdpDescription WithMedia(IReadOnlyList<SdpMedia> media) => new(SessionLines, media, default);

    /// <summary>With each section changed the same way.</summary>
    public SdpDescription WithEachMedia(Func<SdpMedia, SdpMedia> change) => WithMedia([.. Media.Select(change)]);

    /// <summary>The octets.</summary>
    public Utf8Text ToText()
    {
        if (!_source.IsEmpty)
        {
            return _source;
        }

        byte[] octets = new byte[Length];
        WriteTo(octets);
        return new Utf8Text(octets);
    }

    /// <summary>Writes the octets.</summary>
    public void Write(IBufferWriter<byte> destination)
    {
        if (!_source.IsEmpty)
        {
            destination.Write(_source.Span);
            return;
        }

        int length = Length;
        WriteTo(destination.GetSpan(length));
        destination.Advance(length);
    }

    /// <summary>The text, for logs and tests.</summary>
    public override string ToString() => ToText().ToString();

    private int Length => LengthOf(SessionLines) + Media.Sum(media => LengthOf(media.Lines));

    private static int LengthOf(SdpLines lines)
    {
        int length = 0;
        foreach (ref readonly SdpLine line in lines.Span)
        {
            length += line.WireLength;
        }

        return length;
    }

    private void WriteTo(Span<byte> target)
    {
        WriteLines(ref target, SessionLines);
        foreach (SdpMedia media in Media)
        {
            WriteLines(ref target, media.Lines);
        }
    }

    private static void WriteLines(ref Span<byte> target, SdpLines lines)
    {
        foreach (ref readonly SdpLine line in lines.Span)
        {
            target[0] = (byte)line.Type;
            target[1] = (byte)'=';
            line.Value.Span.CopyTo(target[2..]);
            "\r\n"u8.CopyTo(target[(line.Value.Length + 2)..]);
            target = target[line.WireLength..];
        }
    }

    private SdpLine? FindLine(char type)
    {
        foreach (ref readonly SdpLine line in SessionLines.Span)
        {
            if (line.Type == type)
            {
                return line;
            }
        }

        return null;
    }

    // A missing line goes behind the last of those that RFC 8866 §9 puts before it.
    private SdpDescription WithSessionLine(SdpLine line, string before)
    {
        SdpLine[] lines = [.. SessionLines.Span];
        int at = Array.FindIndex(lines, other => other.Type == line.Type);
        if (at < 0)
        {
            at = Array.FindLastIndex(lines, other => before.Contains(other.Type, StringComparison.Ordinal)) + 1;
            lines = [.. lines.AsSpan(0, at), line, .. lines.AsSpan(at)];
        }

        lines[at] = line;
        return new SdpDescription(SdpLines.Of(lines), Media, default);
    }
}
