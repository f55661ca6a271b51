using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Makes branches, tags and Call-IDs from a source of random octets; unguessable when the source is.</summary>
/// <param name="fill">Fills a span with random octets: <c>RandomNumberGenerator.Fill</c> in a process, a seeded generator in a simulation.</param>
public sealed class SipTokens(RandomFill fill)
{
    /// <summary>A branch with the magic cookie, RFC 3261 §8.1.1.7.</summary>
    public Utf8Text NewBranch() => "z9hG4bK" + Hex(10);

    /// <summary>A From or To tag, RFC 3261 §19.3.</summary>
    public Utf8Text NewTag() => Hex(8);

    /// <summary>A Call-ID without a host part, RFC 3261 §8.1.1.4.</summary>
    public Utf8Text NewCallId() => Hex(16);

    /// <summary>A random number below <paramref name="limit"/>, for first RSeq and CSeq numbers.</summary>
    public uint NewNumber(uint limit)
    {
        Span<byte> octets = stackalloc byte[4];
        fill(octets);
        return BitConverter.ToUInt32(octets) % limit;
    }

    /// <summary>16 octets for <see cref="StatelessAnswers"/>.</summary>
    internal byte[] NewKey()
    {
        byte[] key = new byte[16];
        fill(key);
        return key;
    }

    private string Hex(int length)
    {
        Span<byte> octets = stackalloc byte[length];
        fill(octets);
        return Convert.ToHexStringLower(octets);
    }
}
