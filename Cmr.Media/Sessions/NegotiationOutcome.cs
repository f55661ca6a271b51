using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;

namespace Cmr.Media.Sessions;

/// <summary>What came of comparing the peer's streams with what can be played.</summary>
internal abstract record NegotiationOutcome
{
    private NegotiationOutcome()
    {
    }

    /// <summary>One stream plays, the others are inactive or rejected.</summary>
    /// <param name="Streams">One for each of the peer's, in its order.</param>
    /// <param name="Encoding">What the playing stream carries.</param>
    /// <param name="Target">Where it goes.</param>
    internal sealed record Agreed(IReadOnlyList<NegotiatedStream> Streams, G711Encoding Encoding, RtpTarget Target) : NegotiationOutcome;

    /// <summary>Nothing can be played to this peer.</summary>
    internal sealed record Refused(MediaFailureReason Reason, string Detail) : NegotiationOutcome;
}
