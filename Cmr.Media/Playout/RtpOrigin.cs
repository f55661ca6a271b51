using System.Security.Cryptography;

namespace Cmr.Media.Playout;

/// <summary>The random beginnings of a stream (RFC 3550 §5.1, §8.1) and its name (RFC 7022 §4.2).</summary>
internal readonly record struct RtpOrigin(uint Ssrc, ushort SequenceNumber, uint Timestamp, string CanonicalName)
{
    /// <summary>Draws one.</summary>
    public static RtpOrigin Random()
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes);
        return new RtpOrigin(
            BitConverter.ToUInt32(bytes),
            BitConverter.ToUInt16(bytes[4..]),
            BitConverter.ToUInt32(bytes[6..]),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)));
    }
}
