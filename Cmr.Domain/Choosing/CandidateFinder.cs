using System.Collections.Immutable;
using Cmr.Domain.Boxes;
using Cmr.Domain.Content;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Choosing;

/// <summary>Finds what of a list of identifiers can be presented in one call; boxes are opened by their mode.</summary>
internal readonly struct CandidateFinder(RingingView view, RingingProfile profile, RingingContext context, TimeOnly clock)
{
    /// <summary>The resources that can be presented, in order; never more than one call presents.</summary>
    public ImmutableArray<RingingResource> Find(ImmutableArray<string> ids, bool inLibrary)
    {
        if (ids.IsDefaultOrEmpty)
            return [];
        var candidates = ImmutableArray.CreateBuilder<RingingResource>(ids.Length);
        foreach (string id in ids)
        {
            if (!view.Resources.TryGetValue(id, out RingingResource? resource) || !resource.IsAvailable(context.Now) || (inLibrary && !HoldsLicence(id)))
                continue;
            if (resource.Box is { } box)
                Open(box, inLibrary, candidates);
            else if (resource.IsPresentable(context.Encodings))
                candidates.Add(resource);
        }
        if (candidates.Count > BoxLimits.PresentedInCall)
            candidates.Count = BoxLimits.PresentedInCall;
        return candidates.DrainToImmutable();
    }

    private void Open(ResourceBox box, bool inLibrary, ImmutableArray<RingingResource>.Builder candidates)
    {
        var presentable = ImmutableArray.CreateBuilder<BoxEntry>(box.Entries.Length);
        foreach (BoxEntry entry in box.Entries)
        {
            if (Content(entry, needsLicence: inLibrary && box.Personal) is not null)
                presentable.Add(entry);
        }
        foreach (BoxEntry entry in BoxOrder.Pick(box.Mode, presentable.DrainToImmutable(), box.Entries, clock, context.Turn, context.Seed, CallSeed.Of(profile.SubscriberId)))
            candidates.Add(view.Resources[entry.ResourceId]);
    }

    // A box within a box is never presented, so nothing can go round in circles
    private RingingResource? Content(BoxEntry entry, bool needsLicence) =>
        view.Resources.TryGetValue(entry.ResourceId, out RingingResource? resource)
        && resource.Box is null
        && resource.IsAvailable(context.Now)
        && resource.IsPresentable(context.Encodings)
        && (!needsLicence || HoldsLicence(entry.ResourceId))
            ? resource
            : null;

    private bool HoldsLicence(string resourceId)
    {
        foreach (LibraryEntry entry in profile.Library)
        {
            if (string.Equals(entry.ResourceId, resourceId, StringComparison.Ordinal) && entry.Holds(context.Now))
                return true;
        }
        return false;
    }
}
