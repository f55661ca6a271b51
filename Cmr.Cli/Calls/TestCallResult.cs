using Cmr.Cli.Ladder;
using Cmr.Cli.Recording;

namespace Cmr.Cli.Calls;

/// <summary>What became of a test call.</summary>
/// <param name="FinalStatus">Final status of the INVITE that UE-A received; 0 when none came.</param>
/// <param name="AlertedAt">Clock timestamp at which UE-B began to ring; <see langword="null"/> when it was not reached.</param>
/// <param name="RingingAt">Clock timestamp of the first 18x at UE-A; <see langword="null"/> when none came.</param>
/// <param name="AnsweredAt">Clock timestamp of the answer at UE-A; <see langword="null"/> when there was none.</param>
/// <param name="Heard">RTP that UE-A received.</param>
/// <param name="Ladder">The messages of both phones in order.</param>
internal sealed record TestCallResult(
    int FinalStatus, long? AlertedAt, long? RingingAt, long? AnsweredAt, IReadOnlyList<HeardPacket> Heard, IReadOnlyList<LadderStep> Ladder)
{
    public bool Answered => FinalStatus is >= 200 and < 300;
}
