using System.Net;
using Cmr.Cli.Ladder;
using Cmr.Cli.Phones;
using Cmr.Cli.Recording;

namespace Cmr.Cli.Calls;

/// <summary>Runs one call between two built-in phones through a SIP server.</summary>
internal static class TestCall
{
    private const double VoiceOfA = 350;
    private const double VoiceOfB = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <param name="server">The SIP server, which both phones use.</param>
    /// <param name="plan">Who calls whom, and how long.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public static async Task<TestCallResult> RunAsync(IPEndPoint server, TestCallPlan plan, TimeProvider clock, CancellationToken cancellationToken)
    {
        var ladder = new CallLadder();
        await using var ueA = new CallingPhone(plan.Caller, server, ladder, clock);
        await using var ueB = new CalledPhone(plan.Called, plan.Ring, ladder, clock);
        ueA.Start();
        ueB.Start();
        int status;
        try
        {
            status = await ueA.CallAsync(plan.Called, ueB.Port).WaitAsync(plan.Ring + Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            status = 0;
        }

        if (status is >= 200 and < 300) await TalkAsync(ueA, ueB, plan.Talk, cancellationToken);
        IReadOnlyList<HeardPacket> heard = ueA.Media.Heard;
        AddMedia(ladder, ueA, heard, clock);
        return new TestCallResult(status, ueB.AlertedAt, ueA.RingingAt, ueA.AnsweredAt, heard, ladder.InOrder());
    }

    private static async Task TalkAsync(CallingPhone ueA, CalledPhone ueB, TimeSpan talk, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(talk);
        List<Task> voices = [];
        if (ueB.RemoteMedia is { } toA) voices.Add(ueB.Media.TalkAsync(toA, VoiceOfB, over.Token));
        if (ueA.RemoteMedia is { } toB) voices.Add(ueA.Media.TalkAsync(toB, VoiceOfA, over.Token));
        await Task.WhenAll(voices);
        await ueA.HangUpAsync().WaitAsync(Patience, cancellationToken);
    }

    private static void AddMedia(CallLadder ladder, CallingPhone ueA, IReadOnlyList<HeardPacket> heard, TimeProvider clock)
    {
        long answered = ueA.AnsweredAt ?? long.MaxValue;
        AddSpan([.. heard.Where(packet => packet.At < answered)], Lane.Cmr, "RTP: CMR");
        AddSpan([.. heard.Where(packet => packet.At >= answered)], Lane.UeB, "RTP: voice of UE-B");

        void AddSpan(HeardPacket[] packets, Lane from, string what)
        {
            if (packets.Length == 0) return;
            double seconds = clock.GetElapsedTime(packets[0].At, packets[^1].At).TotalSeconds;
            string text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}, {packets.Length} packets, {seconds:0.0} s");
            ladder.Add(new LadderStep(clock.GetElapsedTime(0, packets[0].At), from, Lane.UeA, text, IsMedia: true));
        }
    }
}
