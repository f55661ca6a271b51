using System.Buffers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Bodies;

/// <summary>Boundaries of multipart bodies, RFC 2046 §5.1.1, and writing such bodies.</summary>
public static class Multipart
{
    private const int MaxBoundary = 70;

    /// <summary>Writes a multipart body.</summary>
    /// <param name="subtype">Such as <c>mixed</c>.</param>
    /// <param name="boundary">A word for the boundary; letters are added until no part contains it.</param>
    /// <param name="parts">Content type, disposition (empty for none) and octets of each part.</param>
    /// <returns>Content-Type and body.</returns>
    public static (Utf8Text ContentType, Utf8Text Body) Write(
        string subtype, string boundary, IReadOnlyList<(Utf8Text ContentType, Utf8Text Disposition, Utf8Text Content)> parts)
    {
        Utf8Text word = boundary;
        while (parts.Any(part => part.Content.Span.IndexOf(word.Span) >= 0))
        {
            word = $"{word}x";
        }

        if (!IsBoundary(word))
        {
            throw new ArgumentException("no boundary can be made of this", nameof(boundary));
        }

        ArrayBufferWriter<byte> writer = new(512);
        foreach ((Utf8Text type, Utf8Text disposition, Utf8Text content) in parts)
        {
            Put(writer, "--", word, "\r\nContent-Type: ", type, "\r\n");
            if (!disposition.IsEmpty)
            {
                Put(writer, "Content-Disposition: ", disposition, "\r\n");
            }

            Put(writer, "\r\n", content, "\r\n");
        }

        Put(writer, "--", word, "--\r\n");
        return ($"multipart/{subtype};boundary=\"{word}\"", Utf8Text.Copy(writer.WrittenSpan));
    }

    /// <summary>1 to 70 of the characters allowed, no space at the end.</summary>
    internal static bool IsBoundary(Utf8Text boundary) =>
        boundary.Length is > 0 and <= MaxBoundary && !boundary.Span.ContainsAnyExcept(Abnf.Boundary) && boundary[boundary.Length - 1] != (byte)' ';

    /// <summary>The next line that is the boundary and nothing more: at the very start, or behind a CRLF.</summary>
    internal static bool TryFindDelimiter(ReadOnlySpan<byte> content, ReadOnlySpan<byte> boundary, int from, out MultipartDelimiter delimiter)
    {
        for (int at = from; at < content.Length;)
        {
            int found = content[at..].IndexOf(boundary);
            if (found < 0)
            {
                break;
            }

            int word = at + found;
            if (IsLineStart(content, word, from) && TryReadTail(content, word + boundary.Length, out int end, out bool last))
            {
                delimiter = new MultipartDelimiter(Math.Max(word - 4, from), end, last);
                return true;
            }

            at = word + 1;
        }

        delimiter = default;
        return false;
    }

    // "from" is the start of the body or of a line, so "--" may stand there without a CRLF before it.
    private static bool IsLineStart(ReadOnlySpan<byte> content, int word, int from)
    {
        int dashes = word - 2;
        return dashes >= from && content.Slice(dashes, 2).SequenceEqual("--"u8)
            && (dashes == from || (dashes >= from + 2 && content.Slice(dashes - 2, 2).SequenceEqual("\r\n"u8)));
    }

    private static bool TryReadTail(ReadOnlySpan<byte> content, int at, out int end, out bool last)
    {
        last = content[at..].StartsWith("--"u8);
        at += last ? 2 : 0;
        while (at < content.Length && content[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        bool lineEnds = content[at..].StartsWith("\r\n"u8);
        end = lineEnds ? at + 2 : at;
        return lineEnds || (last && at == content.Length);
    }

    private static void Put(ArrayBufferWriter<byte> writer, params ReadOnlySpan<Utf8Text> pieces)
    {
        foreach (Utf8Text piece in pieces)
        {
            writer.Write(piece.Span);
        }
    }
}
