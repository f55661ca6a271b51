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
        CandidateFinder candidates = new(view, profile, context, matcher.Clock);
        foreach (PresentationRule rule in profile.Rules)
        {
            foreach (RuleEntry entry in matcher.MatchingEntries(rule))
            {
                ImmutableArray<RingingResource> chosen = candidates.Find(entry.ResourceIds, inLibrary: true);
                if (!chosen.IsEmpty)
                    return new(ChoiceOrigin.Rule, rule.RuleId, chosen);
            }
        }

        ImmutableArray<RingingResource> own = candidates.Find(profile.DefaultResourceIds2, inLibrary: true);
        if (!own.IsEmpty)
            return new(ChoiceOrigin.SubscriberDefault, null, own);
        ImmutableArray<RingingResource> system = candidates.Find(view.SystemDefaultResourceIds, inLibrary: false);
        return system.IsEmpty ? RingingChoice.None : new(ChoiceOrigin.SystemDefault, null, system);
    }

    /// <summary>Chooses what the other party hears once it has stopped the presentation: DefaultCMRResourceId1 (OMA TS Table 16).</summary>
    /// <param name="view">The subscriber's profile and the resources it refers to.</param>
    /// <param name="context">The circumstances of the call.</param>
    /// <returns>The resources in the order of presentation; empty when the network's ringback tone is to be heard.</returns>
    public static ImmutableArray<RingingResource> ChooseAfterStop(RingingView view, in RingingContext context)
    {
        if (view.Profile is not { Status: SubscriberStatus.Active } profile)
            return [];
        RuleMatcher matcher = new(profile, context);
        return new CandidateFinder(view, profile, context, matcher.Clock).Find(profile.DefaultResourceIds1, inLibrary: true);
    }
}
