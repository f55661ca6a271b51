namespace Cmr.Soap.Envelope;

/// <summary>What a client wrote may be as long as a request; in answers, logs and records it is shortened.</summary>
public static class ShortText
{
    /// <summary>The beginning of a text, never half a character (a surrogate without its other half cannot be encoded).</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Most UTF-16 code units.</param>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
