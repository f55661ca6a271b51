namespace Cmr.Domain.Subscribers;

/// <summary>What becomes of a presentation when the call is answered; the numbers are those of the management interface.</summary>
public enum AnswerBehaviour
{
    /// <summary>It stops.</summary>
    Stop = 1,

    /// <summary>It goes on while the parties talk.</summary>
    Continue = 2,
}
