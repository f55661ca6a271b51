using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Engine;

/// <summary>
/// Which engine owns a Call-ID. Foreign ones are spread by hash; those minted here carry the number of their engine,
/// so that both legs of a call have one owner.
/// </summary>
internal static class CallIds
{
    // Ours look like cmr3-0123456789abcdef@host; a foreign one that looks the same is merely spread another way
    private static ReadOnlySpan<byte> Prefix => "cmr"u8;

    /// <summary>Makes a Call-ID owned by an engine.</summary>
    public static Utf8Text Mint(int partition, string token, string host) => string.Create(CultureInfo.InvariantCulture, $"cmr{partition}-{token}@{host}");

    /// <summary>The engine that owns a Call-ID, 0 to <paramref name="count"/> - 1; the same one for all its messages.</summary>
    public static int OwnerOf(Utf8Text callId, int count)
    {
        ReadOnlySpan<byte> text = callId.Span;
        int dash = text.IndexOf((byte)'-');
        if (text.StartsWith(Prefix) && dash > Prefix.Length && dash <= Prefix.Length + 3
            && int.TryParse(text[Prefix.Length..dash], NumberStyles.None, CultureInfo.InvariantCulture, out int partition))
            return partition % count;
        return (int)(HashOf(callId) % (uint)count);
    }

    /// <summary>FNV-1a: spreads well, and unlike GetHashCode means the same in every process, so logs can be compared.</summary>
    public static uint HashOf(Utf8Text callId)
    {
        uint hash = 2166136261;
        foreach (byte octet in callId.Span) hash = (hash ^ octet) * 16777619;
        return hash;
    }
}
