using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Finds the header rows between start line and empty line; a line that begins with white space continues the row before it.</summary>
internal static class HeaderIndexer
{
    internal static ParseOutcome TryIndex(byte[] buffer, SipHead head, SipLimits limits, HeaderIndex index, out int count)
    {
        count = 0;
        Span<HeaderEntry> rows = index.Rows(buffer);
        Span<byte> ids = index.Ids(buffer);
        int longest = Math.Min(limits.MaxHeaderBytes, ushort.MaxValue);
        int at = head.HeadersStart;
        while (at < head.HeadersEnd)
        {
            int end = EndOfRow(buffer, at, head.HeadersEnd, out int next);
            if (end - at > longest)
            {
                return ParseOutcome.Malformed(SipRejection.HeaderTooLong, at);
            }

            ReadOnlySpan<byte> row = buffer.AsSpan(at, end - at);
            if (!TryReadName(row, out (int NameLength, int ValueStart) parts) || (head.HasLoneCarriageReturn && HasLoneCarriageReturn(row)))
            {
                return ParseOutcome.Malformed(SipRejection.BadHeaderLine, at);
            }

            ids[count] = (byte)KnownHeaders.Identify(row[..parts.NameLength]);
            rows[count++] = new HeaderEntry(at, end - at, parts.NameLength, Trim(row, parts.ValueStart));
            at = next;
        }

        return ParseOutcome.Complete;
    }

    /// <summary>End of the row without its line end; <paramref name="next"/> is the start of the row after it.</summary>
    internal static int EndOfRow(ReadOnlySpan<byte> buffer, int start, int headersEnd, out int next)
    {
        next = start;
        do
        {
            next += buffer[next..headersEnd].IndexOf((byte)'\n') + 1;
        }
        while (next < headersEnd && buffer[next] is (byte)' ' or (byte)'\t');

        int end = next - 1;
        return end > start && buffer[end - 1] == (byte)'\r' ? end - 1 : end;
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> row, int start)
    {
        int end = row.Length;
        while (start < end && Abnf.IsWhitespace(row[start]))
        {
            start++;
        }

        while (end > start && Abnf.IsWhitespace(row[end - 1]))
        {
            end--;
        }

        return (start, end - start);
    }

    // Another parser may take a lone CR for a line end and see headers that this one does not.
    internal static bool HasLoneCarriageReturn(ReadOnlySpan<byte> row)
    {
        for (int at = row.IndexOf((byte)'\r'); at >= 0; at = row.IndexOf((byte)'\r'))
        {
            row = row[(at + 1)..];
            if (row.IsEmpty || row[0] != (byte)'\n')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Name and start of the value of a row; <see langword="false"/> without a name or a colon.</summary>
    internal static bool TryReadName(ReadOnlySpan<byte> row, out (int NameLength, int ValueStart) parts)
    {
        int name = row.IndexOfAnyExcept(Abnf.Token);
        parts = default;
        if (name <= 0)
        {
            return false;
        }

        int colon = name;
        while (colon < row.Length && row[colon] is (byte)' ' or (byte)'\t')
        {
            colon++;
        }

        parts = (name, colon + 1);
        return colon < row.Length && row[colon] == (byte)':';
    }
}
