namespace Cmr.Protocols.Rtp.Payloads;

/// <summary>G.711 A-law, RTP encoding <c>PCMA</c>, payload type 8 (ITU-T G.711 table 1, RFC 3551 §4.5.14).</summary>
/// <remarks>Even bits are inverted on the line, as the recommendation has it. Samples are 16-bit linear, of which 13 bits count.</remarks>
public static class ALaw
{
    /// <summary>The octet of silence, the smallest positive value.</summary>
    public const byte Silence = 0xD5;

    private const int EvenBits = 0x55;

    private static readonly short[] Samples = [.. Enumerable.Range(0, 256).Select(octet => Expand((byte)octet))];

    /// <summary>The sample an octet stands for.</summary>
    /// <param name="octet">Any octet.</param>
    public static short Decode(byte octet) => Samples[octet];

    /// <summary>The octet whose interval holds the sample.</summary>
    /// <param name="sample">Any sample.</param>
    public static byte Encode(short sample)
    {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
        int segment = Math.Max(0, 27 - int.LeadingZeroCount(magnitude));
        int step = segment == 0 ? (magnitude >> 1) & 0x0F : (magnitude >> segment) & 0x0F;
        return (byte)((sign | (segment << 4) | step) ^ EvenBits);
    }

    private static short Expand(byte octet)
    {
        int code = octet ^ EvenBits;
        int segment = (code >> 4) & 0x07;
        int magnitude = ((code & 0x0F) << 4) + 8;
        magnitude = segment == 0 ? magnitude : (magnitude + 0x100) << (segment - 1);
        return (short)((code & 0x80) != 0 ? magnitude : -magnitude);
    }
}
