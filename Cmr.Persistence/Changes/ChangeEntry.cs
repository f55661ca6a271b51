namespace Cmr.Persistence.Changes;

/// <summary>What the change log keeps of a request.</summary>
/// <param name="Identity">Who asked for what.</param>
/// <param name="SubscriberId">Whose data, if a subscriber's.</param>
/// <param name="StatusCode">What came of it.</param>
/// <param name="Request">The request without secrets.</param>
/// <param name="Answer">The answer as it goes out.</param>
public sealed record ChangeEntry(RequestIdentity Identity, string? SubscriberId, int StatusCode, string Request, byte[] Answer)
{
    /// <summary>Resources and boxes that the request names; reports are asked by them.</summary>
    public IReadOnlyList<string> ResourceIds { get; init; } = [];
}
