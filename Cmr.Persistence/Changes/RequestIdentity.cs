namespace Cmr.Persistence.Changes;

/// <summary>What makes a request the same request when it comes again.</summary>
/// <param name="PrincipalId">Who asked.</param>
/// <param name="TransactionId">The identifier the principal gave; <see langword="null"/>: none, so a repetition cannot be known.</param>
/// <param name="Operation">The operation asked for.</param>
/// <param name="ContentHash">SHA-256 of the request in canonical form.</param>
public sealed record RequestIdentity(string PrincipalId, string? TransactionId, string Operation, byte[] ContentHash);
