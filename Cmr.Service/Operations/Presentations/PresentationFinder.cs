using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Presentations;

/// <summary>Finds what a party of a call hears, or heard a moment ago.</summary>
internal static class PresentationFinder
{
    /// <summary>Longer than any phone may ring: what has not ended after it never will, because its node died.</summary>
    public static readonly TimeSpan LongestRinging = TimeSpan.FromMinutes(5);

    /// <summary>What goes on, newest first, for the party that hears it or the subscriber whose it is.</summary>
    /// <param name="callId">Only of this call; <see langword="null"/>: of any.</param>
    /// <param name="context">The request; its subscriber is the party.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<List<PresentationRow>> RunningAsync(string? callId, OperationContext context, CancellationToken cancellationToken)
    {
        string party = context.SubscriberId;
        DateTimeOffset oldest = context.Now - LongestRinging;
        return await context.Database.Presentations.AsNoTracking()
            .Where(row => (row.Listener == party || row.SubscriberId == party) && row.EndedAt == null && row.StartedAt > oldest && (callId == null || row.CallId == callId))
            .OrderByDescending(row => row.StartedAt).ToListAsync(cancellationToken);
    }

    /// <summary>The newest one that a party hears, or heard within a window of time.</summary>
    /// <param name="window">How long ago it may have ended.</param>
    /// <param name="callId">Only of this call; <see langword="null"/>: of any.</param>
    /// <param name="context">The request; its subscriber is the party.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<List<PresentationRow>> HeardAsync(TimeSpan window, string? callId, OperationContext context, CancellationToken cancellationToken)
    {
        string party = context.SubscriberId;
        DateTimeOffset oldestEnd = context.Now - window, oldestStart = oldestEnd - LongestRinging;
        List<PresentationRow> rows = await context.Database.Presentations.AsNoTracking()
            .Where(row => row.Listener == party && row.StartedAt > oldestStart && (row.EndedAt == null || row.EndedAt > oldestEnd) && (callId == null || row.CallId == callId))
            .OrderByDescending(row => row.StartedAt).ToListAsync(cancellationToken);
        // One call may have had several: what was chosen first, and what came after a stop
        return [.. rows.Where(row => row.CallId == rows[0].CallId)];
    }
}
