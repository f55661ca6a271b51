using Cmr.Domain.Subscribers;

namespace Cmr.Persistence.Model;

/// <summary>A CMR service that a CMR Enabled Application started (OMA AD flow B.5).</summary>
public sealed class ApplicationServiceRow
{
    /// <summary>Identifier that cannot be guessed.</summary>
    public required string ServiceId { get; set; }

    /// <summary>Principal who started it.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>The subscriber whose settings led to the resources.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>Normalised identity of the other party; null: unknown.</summary>
    public string? OtherParty { get; set; }

    /// <summary>Which service it is.</summary>
    public RingingService Service { get; set; }

    /// <summary>The event that the application named.</summary>
    public string? Event { get; set; }

    /// <summary>The resources offered, in order.</summary>
    public string[] ResourceIds { get; set; } = [];

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the offer ends by itself.</summary>
    public DateTimeOffset ValidUntil { get; set; }

    /// <summary>When the application stopped it; null: it did not.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
}
