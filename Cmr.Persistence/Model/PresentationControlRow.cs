using Cmr.Domain.Subscribers;

namespace Cmr.Persistence.Model;

/// <summary>Presentation control and privacy settings of a subscriber; what is null follows the default.</summary>
public sealed class PresentationControlRow
{
    /// <summary>Whose settings they are.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>What becomes of the presentation at the answer.</summary>
    public AnswerBehaviour? AtAnswer { get; set; }

    /// <summary>Whose resource wins when both parties subscribe.</summary>
    public PriorityParty? Priority { get; set; }

    /// <summary>Who may copy from the library.</summary>
    public CopyPrivacy? Copying { get; set; }

    /// <summary>Groups that may copy.</summary>
    public string[] CopyGroupIds { get; set; } = [];

    /// <summary>Whether gifts are taken.</summary>
    public bool? GiftAccepted { get; set; }

    /// <summary>Whether the subscriber is told that something will expire.</summary>
    public bool? ExpiryNotice { get; set; }

    /// <summary>Whether the other party may stop the presentation.</summary>
    public bool? StopAllowed { get; set; }

    /// <summary>When they were last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The settings as the domain knows them.</summary>
    public PresentationSettings ToSettings() => new()
    {
        AtAnswer = AtAnswer,
        Priority = Priority,
        Copying = Copying,
        CopyGroupIds = [.. CopyGroupIds],
        GiftAccepted = GiftAccepted,
        ExpiryNotice = ExpiryNotice,
        StopAllowed = StopAllowed,
    };
}
