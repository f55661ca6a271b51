using System.Text;

namespace Cmr.Persistence;

/// <summary>Text from the network, as PostgreSQL can hold it.</summary>
internal static class StorableText
{
    /// <summary>Replaces what a PostgreSQL text cannot hold: NUL, and surrogates without their other half.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same text when there is nothing to replace.</returns>
    public static string Of(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && !HasLoneSurrogate(text))
            return text;
        StringBuilder storable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) // a lone surrogate is enumerated as U+FFFD
            storable.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return storable.ToString();
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
