using System.Buffers;

namespace Cmr.Sip.Tracing;

/// <summary>Passwords in SIP URIs (RFC 3261 §19.1.1: not recommended, and therefore seen).</summary>
internal static class UserPasswords
{
    // What ends the user part, or shows that there is none
    private static readonly SearchValues<byte> End = SearchValues.Create(" \t<>\"@"u8);

    /// <summary>Overwrites those in a line.</summary>
    public static void Overwrite(Span<byte> line)
    {
        foreach (string scheme in (string[])["sip:", "sips:"])
        {
            for (Span<byte> rest = line; OctetSearch.IndexOf(rest, scheme) is >= 0 and int found;)
            {
                rest = rest[(found + scheme.Length)..];
                int end = rest.IndexOfAny(End);
                if (end < 0 || rest[end] != (byte)'@') continue;
                int colon = rest[..end].IndexOf((byte)':');
                if (colon >= 0) rest[(colon + 1)..end].Fill((byte)'x');
            }
        }
    }
}
