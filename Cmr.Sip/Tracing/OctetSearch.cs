using System.Text;

namespace Cmr.Sip.Tracing;

/// <summary>Finds ASCII words in octets, whatever their case.</summary>
internal static class OctetSearch
{
    /// <summary>Where a word begins.</summary>
    /// <param name="octets">Octets.</param>
    /// <param name="word">In lower case.</param>
    /// <returns>-1 when it is not there.</returns>
    public static int IndexOf(ReadOnlySpan<byte> octets, string word)
    {
        byte lower = (byte)word[0];
        byte upper = (byte)char.ToUpperInvariant(word[0]);
        for (int at = 0; at <= octets.Length - word.Length;)
        {
            int next = octets[at..].IndexOfAny(lower, upper);
            if (next < 0 || at + next > octets.Length - word.Length) return -1;
            at += next;
            if (IsEqual(octets.Slice(at, word.Length), word)) return at;
            at++;
        }

        return -1;
    }

    /// <summary>These octets are that word.</summary>
    public static bool IsEqual(ReadOnlySpan<byte> octets, string word) => Ascii.EqualsIgnoreCase(octets, word);

    /// <summary>These octets begin with that word.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> octets, string word) => octets.Length >= word.Length && IsEqual(octets[..word.Length], word);
}
