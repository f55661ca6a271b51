using System.Buffers;

namespace Cmr.Sip.Tracing;

/// <summary>
/// Hides the middle of telephone numbers, as <c>PartyIdentity.Shortened</c> does, but keeps the length. What looks like a number and is none is hidden too:
/// better so than the other way round.
/// </summary>
internal static class NumberMask
{
    // As NumberingPlan.MinimumMsisdnLength: shorter ones are local and name nobody elsewhere
    private const int Shortest = 7;
    private const int ShownAtEnd = 2;
    private static readonly SearchValues<byte> Begin = SearchValues.Create("+%0123456789"u8);

    /// <summary>Overwrites the numbers in a line.</summary>
    public static void Overwrite(Span<byte> line)
    {
        int at = 0;
        while (at < line.Length)
        {
            int start = line[at..].IndexOfAny(Begin);
            if (start < 0) return;
            start += at;
            int end = RunEnd(line, start, out int digits);
            bool isWord = start > 0 && IsLetter(line[start - 1]) || end < line.Length && IsLetter(line[end]);
            if (digits >= Shortest && !isWord && !IsTag(line[..start])) Hide(line[start..end], digits);
            at = Math.Max(end, start + 1);
        }
    }

    // Digits, plain or escaped, with what is written between them (RFC 3966 visual separators); addresses have dots, so those separate only behind a plus or a scheme
    private static int RunEnd(ReadOnlySpan<byte> line, int start, out int digits)
    {
        digits = 0;
        bool hasDots = line[start] is (byte)'+' || start > 0 && line[start - 1] is (byte)':';
        int end = start;
        int at = start;
        while (at < line.Length)
        {
            int length = Step(line[at..], hasDots, out bool isDigit);
            if (length == 0) break;
            at += length;
            if (!isDigit) continue;
            digits++;
            end = at;
        }

        return end;
    }

    private static int Step(ReadOnlySpan<byte> rest, bool hasDots, out bool isDigit)
    {
        isDigit = char.IsAsciiDigit((char)rest[0]);
        if (isDigit || rest[0] is (byte)'+' or (byte)'-' or (byte)'(' or (byte)')' or (byte)' ') return 1;
        if (rest[0] is (byte)'.') return hasDots ? 1 : 0;
        if (rest[0] is not (byte)'%' || rest.Length < 3) return 0;
        isDigit = rest[1] is (byte)'3' && char.IsAsciiDigit((char)rest[2]);
        return isDigit || rest[1] is (byte)'2' && rest[2] is (byte)'B' or (byte)'b' or (byte)'D' or (byte)'d' or (byte)'E' or (byte)'e' or (byte)'8' or (byte)'9' or (byte)'0' ? 3 : 0;
    }

    private static void Hide(Span<byte> number, int digits)
    {
        int shownAtStart = digits / 2 - 1;
        int seen = 0;
        for (int at = 0; at < number.Length; at++)
        {
            bool isEscape = number[at] is (byte)'%' && at + 2 < number.Length;
            bool isDigit = isEscape ? number[at + 1] is (byte)'3' && char.IsAsciiDigit((char)number[at + 2]) : char.IsAsciiDigit((char)number[at]);
            if (isDigit && ++seen > shownAtStart && seen <= digits - ShownAtEnd)
            {
                if (isEscape) "%78"u8.CopyTo(number[at..]);
                else number[at] = (byte)'x';
            }

            if (isEscape) at += 2;
        }
    }

    private static bool IsLetter(byte octet) => char.IsAsciiLetter((char)octet) || octet is (byte)'_';

    private static bool IsTag(ReadOnlySpan<byte> before)
    {
        ReadOnlySpan<byte> near = before.Length > 8 ? before[^8..] : before;
        return OctetSearch.IndexOf(near, "tag=") == near.Length - 4 && near.Length >= 4 || OctetSearch.IndexOf(near, "branch=") == near.Length - 7 && near.Length >= 7;
    }
}
