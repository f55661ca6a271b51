using System.Globalization;
using Cmr.Cli.Recording;

namespace Cmr.Cli.Calls;

/// <summary>When the caller heard the tone, counted from the moment the phone was told that UE-B rings.</summary>
/// <param name="Packets">RTP packets before the answer.</param>
/// <param name="From">Arrival of the first.</param>
/// <param name="To">Arrival of the last.</param>
/// <param name="SinceAlerting">From the moment UE-B began to ring to the first packet: what the whole chain cost.</param>
internal sealed record ToneReport(int Packets, TimeSpan From, TimeSpan To, TimeSpan SinceAlerting)
{
    public static ToneReport? Of(TestCallResult call, TimeProvider clock)
    {
        if (call.RingingAt is not { } ringing) return null;
        long end = call.AnsweredAt ?? long.MaxValue;
        HeardPacket[] tone = [.. call.Heard.Where(packet => packet.At >= ringing && packet.At <= end)];
        return tone.Length == 0
            ? null
            : new ToneReport(tone.Length, clock.GetElapsedTime(ringing, tone[0].At), clock.GetElapsedTime(ringing, tone[^1].At), clock.GetElapsedTime(call.AlertedAt ?? ringing, tone[0].At));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Packets} packets, from {From.TotalMilliseconds:0} ms to {To.TotalMilliseconds:0} ms after ringing ({SinceAlerting.TotalMilliseconds:0} ms after UE-B began to ring)");
}
