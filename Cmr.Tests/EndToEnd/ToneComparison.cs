using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Tests.EndToEnd;

/// <summary>Compares captured G.711 RTP with the samples that should have been played.</summary>
internal static class ToneComparison
{
    private const int MaxLag = 240;
    private const int Pcma = 8;

    /// <summary>Decoded samples of the packets in the order of their sequence numbers.</summary>
    public static short[] Decode(IEnumerable<RtpCapture.Packet> packets) =>
        [.. packets.DistinctBy(packet => packet.Sequence).SelectMany(packet => packet.Payload.Select(octet => packet.PayloadType == Pcma ? ALaw.Decode(octet) : MuLaw.Decode(octet)))];

    /// <summary>Normalised cross-correlation (-1 to 1), the best over lags of up to 30 ms.</summary>
    public static double Correlate(ReadOnlySpan<short> heard, ReadOnlySpan<short> expected)
    {
        double best = -1;
        for (int lag = -MaxLag; lag <= MaxLag; lag++)
        {
            ReadOnlySpan<short> a = lag > 0 ? heard[lag..] : heard;
            ReadOnlySpan<short> b = lag < 0 ? expected[-lag..] : expected;
            int length = Math.Min(a.Length, b.Length);
            double ab = 0, aa = 0, bb = 0;
            for (int i = 0; i < length; i++)
            {
                ab += (double)a[i] * b[i];
                aa += (double)a[i] * a[i];
                bb += (double)b[i] * b[i];
            }

            if (aa > 0 && bb > 0) best = Math.Max(best, ab / Math.Sqrt(aa * bb));
        }

        return best;
    }
}
