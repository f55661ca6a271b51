using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.StartCmrService;

/// <summary>Lets the domain choose as it does for a call, among what can be fetched and what the application can present.</summary>
internal sealed class ServiceChooser(IRingingProfileReader profiles)
{
    /// <summary>Chooses.</summary>
    /// <returns>The resources in the order of presentation, none when nothing is to be presented; <see langword="null"/> when the choosing party is no subscriber.</returns>
    public async Task<IReadOnlyList<ResourceRow>?> ChooseAsync(ServiceQuestion question, OperationContext context, CancellationToken cancellationToken)
    {
        RingingView view = await profiles.ReadAsync(question.Chooses, cancellationToken);
        if (view.Profile is null)
            return null;
        RingingProfile? receiver = question.Receives is { } party ? (await profiles.ReadAsync(party, cancellationToken)).Profile : null;
        Dictionary<string, ResourceRow> rows = await LoadAsync(view, context, cancellationToken);
        ImmutableDictionary<string, RingingResource> candidates = view.Resources
            .Where(resource => rows.TryGetValue(resource.Key, out ResourceRow? row) && IsOffered(row, question, receiver, context))
            .ToImmutableDictionary(StringComparer.Ordinal);
        RingingChoice choice = ResourceChooser.Choose(view with { Resources = candidates }, new RingingContext(question.Receives, context.Now));
        return [.. choice.Resources.Select(resource => rows[resource.ResourceId])];
    }

    private static bool IsOffered(ResourceRow row, ServiceQuestion question, RingingProfile? receiver, OperationContext context) =>
        row is { OriginalSha256: not null, OriginalMediaType: not null }
        && (question.Media.IsEmpty || question.Media.Contains(row.MediaType))
        && !PresentationFilter.Blocks(receiver, new FilteredPresentation(question.Service, question.Chooses, row.MediaType), context.Now);

    private static Task<Dictionary<string, ResourceRow>> LoadAsync(RingingView view, OperationContext context, CancellationToken cancellationToken)
    {
        string[] ids = [.. view.Resources.Keys];
        return context.Database.Resources.AsNoTracking().Where(row => ids.Contains(row.ResourceId))
            .ToDictionaryAsync(row => row.ResourceId, StringComparer.Ordinal, cancellationToken);
    }
}
