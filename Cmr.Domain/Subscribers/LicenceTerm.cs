namespace Cmr.Domain.Subscribers;

/// <summary>How long a resource stays in a library. A licence never outlasts what it is for.</summary>
public static class LicenceTerm
{
    /// <summary>How far into the future a licence can be renewed.</summary>
    public static readonly TimeSpan FurthestEnd = TimeSpan.FromDays(3660);

    /// <summary>End of a licence that begins now.</summary>
    /// <param name="now">Begin.</param>
    /// <param name="period">How long the operator grants it.</param>
    /// <param name="resourceExpiresAt">When the resource expires; <see langword="null"/>: never.</param>
    public static DateTimeOffset First(DateTimeOffset now, TimeSpan period, DateTimeOffset? resourceExpiresAt) => Earlier(now + period, resourceExpiresAt);

    /// <summary>End of a licence after a renewal: a period after its end, or after now when it has ended already.</summary>
    /// <param name="endsAt">Its present end.</param>
    /// <param name="now">Moment of the renewal.</param>
    /// <param name="period">How long the operator grants it.</param>
    /// <param name="resourceExpiresAt">When the resource expires; <see langword="null"/>: never.</param>
    /// <returns><see langword="null"/> when a renewal would not lengthen it, because the resource expires or the end lies too far ahead.</returns>
    public static DateTimeOffset? Renewed(DateTimeOffset endsAt, DateTimeOffset now, TimeSpan period, DateTimeOffset? resourceExpiresAt)
    {
        DateTimeOffset end = Earlier((endsAt > now ? endsAt : now) + period, resourceExpiresAt);
        return end > endsAt && end > now && end - now <= FurthestEnd ? end : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset end, DateTimeOffset? limit) => limit is { } other && other < end ? other : end;
}
