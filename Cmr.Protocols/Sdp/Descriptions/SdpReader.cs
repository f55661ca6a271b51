using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>Cuts a description into lines and sections, and checks the lines that everybody depends on: v, o, c, m.</summary>
internal static class SdpReader
{
    internal static SdpParseOutcome TryRead(Utf8Text source, SdpLimits limits, out List<SdpLine> session, out List<SdpMedia> media)
    {
        session = [];
        media = [];
        if (source.Length > limits.MaxBytes)
        {
            return SdpParseOutcome.Malformed(SdpRejection.TooLarge, limits.MaxBytes);
        }

        SdpParseOutcome outcome = TryReadLines(source, limits, out List<SdpLine> lines);
        if (!outcome.IsComplete)
        {
            return outcome;
        }

        if (lines.Count == 0)
        {
            return SdpParseOutcome.Malformed(SdpRejection.Empty);
        }

        if (lines[0].Type != 'v' || !lines[0].Value.Trim().Equals("0"u8))
        {
            return SdpParseOutcome.Malformed(SdpRejection.BadVersion);
        }

        return TryReadSections(lines, limits, session, media);
    }

    private static SdpParseOutcome TryReadLines(Utf8Text source, SdpLimits limits, out List<SdpLine> lines)
    {
        lines = [];
        ReadOnlySpan<byte> span = source.Span;
        for (int at = 0; at < span.Length;)
        {
            int length = span[at..].IndexOf((byte)'\n');
            int end = length < 0 ? span.Length : at + length;
            int next = end + 1;
            end -= end > at && span[end - 1] == (byte)'\r' ? 1 : 0;
            if (end > at)
            {
                SdpRejection problem = CheckLine(span[at..end], lines.Count, limits);
                if (problem is not SdpRejection.None)
                {
                    return SdpParseOutcome.Malformed(problem, at);
                }

                lines.Add(new SdpLine((char)span[at], source.Slice(at + 2, end - at - 2)));
            }

            at = next; // leniency: empty lines are passed over, many phones end the description with one
        }

        return SdpParseOutcome.Complete;
    }

    private static SdpRejection CheckLine(ReadOnlySpan<byte> line, int count, SdpLimits limits) =>
        line.Length < 2 || line[1] != (byte)'=' || !Abnf.IsAlpha(line[0]) || line.ContainsAny((byte)'\r', (byte)'\0') ? SdpRejection.BadLine
        : count >= limits.MaxLines ? SdpRejection.TooManyLines
        : Read(line) ? SdpRejection.None
        : line[0] == (byte)'o' ? SdpRejection.BadOrigin
        : SdpRejection.BadConnection;

    private static bool Read(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'o' => SdpOrigin.TryRead(Utf8Text.Copy(line[2..]), out _),
        (byte)'c' => SdpConnection.TryRead(Utf8Text.Copy(line[2..]), out _),
        _ => true,
    };

    private static SdpParseOutcome TryReadSections(List<SdpLine> lines, SdpLimits limits, List<SdpLine> session, List<SdpMedia> media)
    {
        int first = lines.FindIndex(line => line.Type == 'm');
        session.AddRange(first < 0 ? lines : lines.Take(first));
        for (int at = first; at >= 0 && at < lines.Count;)
        {
            int next = lines.FindIndex(at + 1, line => line.Type == 'm');
            int end = next < 0 ? lines.Count : next;
            if (media.Count >= limits.MaxMedia)
            {
                return SdpParseOutcome.Malformed(SdpRejection.TooManyMedia);
            }

            if (!SdpMedia.TryRead(lines[at..end], out SdpMedia? section))
            {
                return SdpParseOutcome.Malformed(SdpRejection.BadMedia);
            }

            if (section!.Formats.Count > limits.MaxFormats)
            {
                return SdpParseOutcome.Malformed(SdpRejection.TooManyFormats);
            }

            media.Add(section); // not null after a successful read
            at = end;
        }

        return SdpParseOutcome.Complete;
    }
}
