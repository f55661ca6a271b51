using System.Globalization;
using Cmr.Cli.Recording;

namespace Cmr.Cli.Calls;

/// <summary>When the caller heard the tone, counted from the moment the phone was told that UE-B rings.</summary>
/// <param name="Packets">RTP packets before the answer.</param>
/// <param name="From">Arrival of the first.</param>
/// <param name="To">Arrival of the last.</param>
internal sealed record ToneReport(int Packets, TimeSpan From, TimeSpan To)
{
    public static ToneReport? Of(TestCallResult call, TimeProvider clock)
    {
        if (call.RingingAt is not { } ringing) return null;
        long end = call.AnsweredAt ?? long.MaxValue;
        HeardPacket[] tone = [.. call.Heard.Where(packet => packet.At >= ringing && packet.At <= end)];
        return tone.Length == 0
            ? null
            : new ToneReport(tone.Length, clock.GetElapsedTime(ringing, tone[0].At), clock.GetElapsedTime(ringing, tone[^1].At));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Packets} packets, from {From.TotalMilliseconds:0} ms to {To.TotalMilliseconds:0} ms after ringing");
}
