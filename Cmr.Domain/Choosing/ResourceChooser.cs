using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Choosing;

/// <summary>
/// Chooses what a party hears while the subscriber's phone rings: the first rule that matches and leads to a candidate,
/// then DefaultCMRResourceId2, then the system default, then nothing (OMA TS §5.7.3).
/// </summary>
public static class ResourceChooser
{
    /// <summary>Chooses; never fails, whatever the profile holds.</summary>
    /// <param name="view">The subscriber's profile and the resources it refers to.</param>
    /// <param name="context">The circumstances of the call.</param>
    /// <returns>The choice; nothing for a party that is no active subscriber.</returns>
    public static RingingChoice Choose(RingingView view, in RingingContext context)
    {
        if (view.Profile is not { Status: SubscriberStatus.Active } profile)
            return RingingChoice.None;

        RuleMatcher matcher = new(profile, context);
        foreach (PresentationRule rule in profile.Rules)
        {
            foreach (RuleEntry entry in matcher.MatchingEntries(rule))
            {
                ImmutableArray<RingingResource> chosen = Candidates(entry.ResourceIds, view, context, inLibrary: true);
                if (!chosen.IsEmpty)
                    return new(ChoiceOrigin.Rule, rule.RuleId, chosen);
            }
        }

        ImmutableArray<RingingResource> own = Candidates(profile.DefaultResourceIds2, view, context, inLibrary: true);
        if (!own.IsEmpty)
            return new(ChoiceOrigin.SubscriberDefault, null, own);
        ImmutableArray<RingingResource> system = Candidates(view.SystemDefaultResourceIds, view, context, inLibrary: false);
        return system.IsEmpty ? RingingChoice.None : new(ChoiceOrigin.SystemDefault, null, system);
    }

    private static ImmutableArray<RingingResource> Candidates(
        ImmutableArray<string> resourceIds, RingingView view, in RingingContext context, bool inLibrary)
    {
        if (resourceIds.IsDefaultOrEmpty)
            return [];
        var candidates = ImmutableArray.CreateBuilder<RingingResource>(resourceIds.Length);
        foreach (string resourceId in resourceIds)
        {
            if (view.Resources.TryGetValue(resourceId, out RingingResource? resource)
                && resource.IsAvailable(context.Now)
                && resource.IsPresentable(context.Encodings)
                && (!inLibrary || HoldsLicence(view.Profile, resourceId, context.Now)))
                candidates.Add(resource);
        }
        return candidates.DrainToImmutable();
    }

    private static bool HoldsLicence(RingingProfile? profile, string resourceId, DateTimeOffset now)
    {
        foreach (LibraryEntry entry in profile?.Library ?? [])
        {
            if (string.Equals(entry.ResourceId, resourceId, StringComparison.Ordinal) && entry.Holds(now))
                return true;
        }
        return false;
    }
}
