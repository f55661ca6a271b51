using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>Cuts a description into lines and sections, and checks the lines that everybody depends on: v, o, c, m. All sections share one array of lines.</summary>
internal static class SdpReader
{
    internal static SdpParseOutcome TryRead(Utf8Text source, SdpLimits limits, out SdpLines session, out SdpMedia[] media)
    {
        (session, media) = (SdpLines.Of([]), []);
        if (source.Length > limits.MaxBytes)
        {
            return SdpParseOutcome.Malformed(SdpRejection.TooLarge, limits.MaxBytes);
        }

        SdpLine[] lines = new SdpLine[Math.Min(source.Span.Count((byte)'\n') + 1, limits.MaxLines)];
        SdpParseOutcome outcome = TryReadLines(source, lines, out int count);
        if (!outcome.IsComplete)
        {
            return outcome;
        }

        if (count == 0)
        {
            return SdpParseOutcome.Malformed(SdpRejection.Empty);
        }

        if (lines[0].Type != 'v' || !lines[0].Value.Trim().Equals("0"u8))
        {
            return SdpParseOutcome.Malformed(SdpRejection.BadVersion);
        }

        int first = NextSection(lines, 0, count);
        session = new SdpLines(lines, 0, first);
        return TryReadSections(lines, first, count, limits, out media);
    }

    private static SdpParseOutcome TryReadLines(Utf8Text source, SdpLine[] lines, out int count)
    {
        count = 0;
        ReadOnlySpan<byte> span = source.Span;
        for (int at = 0; at < span.Length;)
        {
            int length = span[at..].IndexOf((byte)'\n');
            int end = length < 0 ? span.Length : at + length;
            int next = end + 1;
            end -= end > at && span[end - 1] == (byte)'\r' ? 1 : 0;
            if (end > at)
            {
                SdpRejection problem = CheckLine(source.Slice(at, end - at), isFull: count == lines.Length);
                if (problem is not SdpRejection.None)
                {
                    return SdpParseOutcome.Malformed(problem, at);
                }

                lines[count++] = new SdpLine((char)span[at], source.Slice(at + 2, end - at - 2));
            }

            at = next; // leniency: empty lines are passed over, many phones end the description with one
        }

        return SdpParseOutcome.Complete;
    }

    private static SdpRejection CheckLine(Utf8Text line, bool isFull)
    {
        ReadOnlySpan<byte> span = line.Span;
        bool wellFormed = span.Length >= 2 && span[1] == (byte)'=' && Abnf.IsAlpha(span[0]) && !span.ContainsAny((byte)'\r', (byte)'\0');
        return !wellFormed ? SdpRejection.BadLine
            : isFull ? SdpRejection.TooManyLines
            : span[0] switch
            {
                (byte)'o' when !SdpOrigin.TryRead(line.Slice(2), out _) => SdpRejection.BadOrigin,
                (byte)'c' when !SdpConnection.TryRead(line.Slice(2), out _) => SdpRejection.BadConnection,
                _ => SdpRejection.None,
            };
    }

    private static SdpParseOutcome TryReadSections(SdpLine[] lines, int first, int count, SdpLimits limits, out SdpMedia[] media)
    {
        media = [];
        int sections = 0;
        for (int at = first; at < count; at = NextSection(lines, at + 1, count))
        {
            sections++;
        }

        SdpMedia[] read = new SdpMedia[Math.Min(sections, limits.MaxMedia)];
        for (int at = first, index = 0; at < count; index++)
        {
            if (index >= limits.MaxMedia)
            {
                return SdpParseOutcome.Malformed(SdpRejection.TooManyMedia);
            }

            SdpRejection problem = SdpMediaLine.Read(lines[at].Value, limits.MaxFormats, out SdpMediaLine? line);
            if (problem is not SdpRejection.None)
            {
                return SdpParseOutcome.Malformed(problem);
            }

            int next = NextSection(lines, at + 1, count);
            read[index] = SdpMedia.Of(line!, new SdpLines(lines, at, next - at)); // not null without a problem
            at = next;
        }

        media = read;
        return SdpParseOutcome.Complete;
    }

    private static int NextSection(SdpLine[] lines, int from, int count)
    {
        int at = from;
        while (at < count && lines[at].Type != 'm')
        {
            at++;
        }

        return at;
    }
}
