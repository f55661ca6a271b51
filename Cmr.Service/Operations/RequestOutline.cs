namespace Cmr.Service.Operations;

/// <summary>What every operation's request has in common.</summary>
/// <param name="TransactionId">The identifier the requester gave, if any.</param>
/// <param name="SubscriberId">Whose data is meant, as it was written; <see langword="null"/> when the operation concerns no subscriber.</param>
/// <param name="ChangesNothing">Whether the request only asks; such a request is carried out anew each time it comes.</param>
internal readonly record struct RequestOutline(string? TransactionId, string? SubscriberId, bool ChangesNothing);
