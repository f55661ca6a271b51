using Cmr.Domain.Parties;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Libraries;

/// <summary>What a subscriber's presentation control says of its library and of what others may do to it.</summary>
internal sealed class OwnerConsent
{
    private readonly CallerGroup[] _groups;
    private readonly bool _copyByDefault;

    private OwnerConsent(PresentationSettings settings, CallerGroup[] groups, bool copyByDefault)
    {
        Settings = settings;
        _groups = groups;
        _copyByDefault = copyByDefault;
    }

    public PresentationSettings Settings { get; }

    /// <summary>Loads it.</summary>
    /// <param name="subscriberId">The owner.</param>
    /// <param name="copyByDefault">What holds when the owner set nothing: the operator's setting.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task<OwnerConsent> LoadAsync(string subscriberId, bool copyByDefault, OperationContext context, CancellationToken cancellationToken)
    {
        PresentationControlRow? row = await context.Database.PresentationControls.AsNoTracking()
            .SingleOrDefaultAsync(control => control.SubscriberId == subscriberId, cancellationToken);
        PresentationSettings settings = row?.ToSettings() ?? PresentationSettings.Default;
        if (settings.Copying is not CopyPrivacy.Groups)
            return new(settings, [], copyByDefault);
        var members = await context.Database.GroupMembers.AsNoTracking()
            .Where(member => member.SubscriberId == subscriberId && row!.CopyGroupIds.Contains(member.GroupId)) // there are settings, so there is a row
            .Select(member => new { member.GroupId, member.MemberKey }).ToListAsync(cancellationToken);
        return new(settings, [.. members.GroupBy(member => member.GroupId, member => member.MemberKey).Select(group => new CallerGroup(group.Key, [.. group]))], copyByDefault);
    }

    /// <summary>Whether a subscriber may copy one of the owner's resources.</summary>
    public Refusal? CheckCopy(string copierId, string resourceId) =>
        Settings.MayCopy(PartyIdentity.FromNormalized(copierId), _groups, _copyByDefault)
            ? null
            : Refusal.Unavailable(resourceId, "may not be copied: its owner does not permit it");
}
