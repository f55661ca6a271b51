using System.Collections.Immutable;
using Cmr.Domain.Parties;

namespace Cmr.Domain.Subscribers;

/// <summary>How a subscriber wants presentations handled, and how private its library is. What is not set follows the defaults.</summary>
public sealed record PresentationSettings
{
    /// <summary>Settings of a subscriber that never set any.</summary>
    public static PresentationSettings Default { get; } = new();

    /// <summary>What becomes of the subscriber's presentation at the answer; default: it stops.</summary>
    public AnswerBehaviour? AtAnswer { get; init; }

    /// <summary>Whose resource wins when both parties subscribe; default: as the operator has settled it.</summary>
    public PriorityParty? Priority { get; init; }

    /// <summary>Who may copy from the library; default: as the operator has settled it.</summary>
    public CopyPrivacy? Copying { get; init; }

    /// <summary>Groups that may copy, when <see cref="Copying"/> names them.</summary>
    public ImmutableArray<string> CopyGroupIds { get; init; } = [];

    /// <summary>Whether gifts are taken; default: yes.</summary>
    public bool? GiftAccepted { get; init; }

    /// <summary>Whether the subscriber is told that something will expire; default: yes.</summary>
    public bool? ExpiryNotice { get; init; }

    /// <summary>Whether the other party may stop the subscriber's presentation; default: yes.</summary>
    public bool? StopAllowed { get; init; }

    /// <summary>Whether a party may copy.</summary>
    /// <param name="party">Who asks.</param>
    /// <param name="groups">The owner's groups.</param>
    /// <param name="byDefault">Whether everybody may when the owner set nothing.</param>
    public bool MayCopy(PartyIdentity party, IEnumerable<CallerGroup> groups, bool byDefault) => Copying switch
    {
        CopyPrivacy.Nobody => false,
        CopyPrivacy.Everybody => true,
        CopyPrivacy.Groups => groups.Any(group => CopyGroupIds.Contains(group.GroupId, StringComparer.Ordinal) && group.Contains(party)),
        _ => byDefault,
    };
}
