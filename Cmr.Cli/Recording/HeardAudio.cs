using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Cli.Recording;

/// <summary>Lays packets out on one time line: each source where it began to be heard, its packets where their timestamps say.</summary>
internal static class HeardAudio
{
    public const int SampleRate = 8000;
    private const byte Pcmu = 0;
    private const byte Pcma = 8;
    private const int LongestCallSamples = SampleRate * 60 * 10;

    /// <param name="packets">What was heard, in the order of arrival.</param>
    /// <param name="start">Clock timestamp of sample 0; what came earlier is left out.</param>
    /// <param name="clock">The clock of the timestamps.</param>
    /// <returns>Linear samples at 8 kHz; silence where nothing was heard.</returns>
    public static short[] Mix(IReadOnlyList<HeardPacket> packets, long start, TimeProvider clock)
    {
        var samples = new List<short>();
        var origins = new Dictionary<uint, (long Sample, uint Timestamp)>();
        foreach (HeardPacket packet in packets.Where(packet => packet.At >= start && packet.PayloadType is Pcmu or Pcma))
        {
            if (!origins.TryGetValue(packet.Ssrc, out (long Sample, uint Timestamp) origin))
            {
                origin = ((long)(clock.GetElapsedTime(start, packet.At).TotalSeconds * SampleRate), packet.Timestamp);
                origins.Add(packet.Ssrc, origin);
            }

            long first = origin.Sample + (int)(packet.Timestamp - origin.Timestamp);
            if (first < 0 || first + packet.Payload.Length > LongestCallSamples) continue;
            while (samples.Count < first + packet.Payload.Length) samples.Add(0);
            for (int i = 0; i < packet.Payload.Length; i++)
                samples[(int)first + i] = packet.PayloadType == Pcma ? ALaw.Decode(packet.Payload[i]) : MuLaw.Decode(packet.Payload[i]);
        }

        return [.. samples];
    }
}
