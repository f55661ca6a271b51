namespace Cmr.Protocols.Rtp.Payloads;

/// <summary>G.711 µ-law, RTP encoding <c>PCMU</c>, payload type 0 (ITU-T G.711 table 2, RFC 3551 §4.5.14).</summary>
/// <remarks>Octets are inverted on the line, as the recommendation has it. Samples are 16-bit linear, of which 14 bits count.</remarks>
public static class MuLaw
{
    /// <summary>The octet of silence, positive zero.</summary>
    public const byte Silence = 0xFF;

    private const int Bias = 0x84;
    private const int Clip = 32635;

    private static readonly short[] Samples = [.. Enumerable.Range(0, 256).Select(octet => Expand((byte)octet))];

    /// <summary>The sample an octet stands for.</summary>
    /// <param name="octet">Any octet.</param>
    public static short Decode(byte octet) => Samples[octet];

    /// <summary>The octet whose sample is nearest.</summary>
    /// <param name="sample">Any sample; the extremes are clipped to ±32635.</param>
    public static byte Encode(short sample)
    {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        int segment = 24 - int.LeadingZeroCount(magnitude);
        int step = (magnitude >> (segment + 3)) & 0x0F;
        return (byte)~(sign | (segment << 4) | step);
    }

    private static short Expand(byte octet)
    {
        int code = ~octet & 0xFF;
        int magnitude = ((((code & 0x0F) << 3) + Bias) << ((code >> 4) & 0x07)) - Bias;
        return (short)((code & 0x80) != 0 ? -magnitude : magnitude);
    }
}
