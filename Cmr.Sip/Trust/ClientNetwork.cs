using System.Buffers.Binary;
using System.Net;

namespace Cmr.Sip.Trust;

/// <summary>Where a client is: its IPv4 address, or the /64 of its IPv6 address, within which it may choose as it likes.</summary>
/// <param name="IsIPv6">Which of both.</param>
/// <param name="Prefix">The octets.</param>
internal readonly record struct ClientNetwork(bool IsIPv6, ulong Prefix)
{
    /// <summary>Octets that <see cref="Write"/> writes.</summary>
    public const int Length = 9;

    public static ClientNetwork Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        TrustedPeer.Plain(address).TryWriteBytes(octets, out int length);
        return new ClientNetwork(length == 16, length == 16 ? BinaryPrimitives.ReadUInt64BigEndian(octets) : BinaryPrimitives.ReadUInt32BigEndian(octets));
    }

    public void Write(Span<byte> target)
    {
        target[0] = IsIPv6 ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64BigEndian(target[1..], Prefix);
    }
}
