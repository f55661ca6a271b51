using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Sessions;

/// <summary>What becomes of one m-line of the peer.</summary>
/// <param name="Remote">The line.</param>
/// <param name="Formats">Payload formats of the answer; empty when the line stays rejected.</param>
/// <param name="Direction">As the worker sees it.</param>
internal sealed record NegotiatedStream(RemoteStream Remote, IReadOnlyList<PayloadFormat> Formats, StreamDirection Direction)
{
    /// <summary>Gets a value indicating whether it needs ports.</summary>
    public bool IsLive => Formats.Count > 0;

    /// <summary>Gets a value indicating whether the playlist goes to it.</summary>
    public bool Plays => Direction is StreamDirection.SendRecv or StreamDirection.SendOnly;
}
