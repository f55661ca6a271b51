using Cmr.Domain.Charging;

namespace Cmr.Persistence.Model;

/// <summary>One chargeable event and its price.</summary>
public sealed class ChargeRow
{
    /// <summary>Number in the order of recording.</summary>
    public long ChargeId { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ChargedAt { get; set; }

    /// <summary>What it was.</summary>
    public ChargedEvent Event { get; set; }

    /// <summary>Who asked for it; <c>upkeep</c> for what the system renewed.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>Who pays: a subscriber, or a provider.</summary>
    public required string ChargedPartyId { get; set; }

    /// <summary>The subscriber who has the good of it, if one has.</summary>
    public string? SubscriberId { get; set; }

    /// <summary>The resource or box it is about.</summary>
    public string? ResourceId { get; set; }

    /// <summary>Its provider.</summary>
    public string? ProviderId { get; set; }

    /// <summary>The amount.</summary>
    public decimal Amount { get; set; }

    /// <summary>Code of ISO 4217; null: the operator's.</summary>
    public string? Currency { get; set; }

    /// <summary>The rule the amount follows from; null: the resource's own price.</summary>
    public string? TariffRuleId { get; set; }

    /// <summary>The identifier the principal gave.</summary>
    public string? TransactionId { get; set; }
}
