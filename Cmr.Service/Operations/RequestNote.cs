using Cmr.Contracts.Soap;

namespace Cmr.Service.Operations;

/// <summary>What the audit keeps of a request; filled in while it is served.</summary>
internal sealed class RequestNote
{
    /// <summary>The identifier the client gave.</summary>
    public string? TransactionId { get; set; }

    /// <summary>Whose data is meant, as it was written.</summary>
    public string? SubscriberId { get; set; }

    /// <summary>Who asks, where the operation itself finds that out.</summary>
    public string? PrincipalId { get; set; }

    /// <summary>Who the client says it is, where the operation itself finds that out.</summary>
    public string? ClaimedId { get; set; }

    /// <summary>What is answered; what was not decided ends as a general error.</summary>
    public StatusCode Code { get; set; } = StatusCode.GeneralError;
}
