using Cmr.Domain.Charging;
using Cmr.Persistence.Model;

namespace Cmr.Service.Operations.Libraries;

/// <summary>What is to be put into a library, and how it comes there.</summary>
/// <param name="Event">What it is charged as.</param>
/// <param name="Source">What the library says of it.</param>
/// <param name="ResourceIds">The resources and boxes; all or none.</param>
/// <param name="TransactionId">Of the request.</param>
internal sealed record Acquisition(ChargedEvent Event, LibrarySource Source, IReadOnlyList<string> ResourceIds, string? TransactionId)
{
    /// <summary>The subscriber copied from, or who gives; <see langword="null"/>: from the catalogue.</summary>
    public string? OtherPartyId { get; init; }

    /// <summary>Whether this one may be put in; asked after it was found to be available.</summary>
    public required Func<ResourceRow, Refusal?> Check { get; init; }

    /// <summary>What a subscriber takes from the catalogue, or brought in itself.</summary>
    public static Acquisition Subscription(string resourceId, string subscriberId, string? transactionId) =>
        new(ChargedEvent.ResourceSubscription, LibrarySource.Subscribed, [resourceId], transactionId)
        {
            Check = resource => LibraryShelf.CheckLicensable(resource, resource.ResourceId, subscriberId),
        };

    /// <summary>What is copied from another subscriber's library.</summary>
    public static Acquisition Copy(IReadOnlyList<string> resourceIds, string ownerId, string? transactionId, Func<ResourceRow, Refusal?> check) =>
        new(ChargedEvent.Copy, LibrarySource.Copied, resourceIds, transactionId) { OtherPartyId = ownerId, Check = check };

    /// <summary>What another subscriber gives.</summary>
    public static Acquisition Gift(IReadOnlyList<string> resourceIds, string giverId, string? transactionId) =>
        new(ChargedEvent.Gift, LibrarySource.Given, resourceIds, transactionId)
        {
            OtherPartyId = giverId,
            Check = resource => LibraryShelf.CheckLicensable(resource, resource.ResourceId, giverId),
        };
}
