using System.Buffers;

namespace Cmr.Media.Content;

/// <summary>The written form of a SHA-256 that addresses content.</summary>
internal static class ContentHash
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Tells whether it is 64 lower-case hexadecimal digits, and so also a safe file name.</summary>
    public static bool IsValid(string? value) => value is { Length: 64 } && !value.AsSpan().ContainsAnyExcept(LowerHex);
}
