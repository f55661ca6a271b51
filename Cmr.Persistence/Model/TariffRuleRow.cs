using Cmr.Domain.Charging;
using Cmr.Domain.Content;

namespace Cmr.Persistence.Model;

/// <summary>A rule of the operator's tariff.</summary>
public sealed class TariffRuleRow
{
    /// <summary>Identifier of the rule.</summary>
    public required string TariffRuleId { get; set; }

    /// <summary>The event it prices.</summary>
    public ChargedEvent Event { get; set; }

    /// <summary>The smaller, the earlier; null: last.</summary>
    public int? Priority { get; set; }

    /// <summary>Number in the order of creation.</summary>
    public long Age { get; set; }

    /// <summary>Resources it is for; empty: any.</summary>
    public string[] ResourceIds { get; set; } = [];

    /// <summary>Media types it is for; empty: any.</summary>
    public short[] MediaTypes { get; set; } = [];

    /// <summary>Providers it is for; empty: any.</summary>
    public string[] ProviderIds { get; set; } = [];

    /// <summary>The price; null: the resource's own.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Code of ISO 4217; null: the operator's.</summary>
    public string? Currency { get; set; }

    /// <summary>Who pays.</summary>
    public ChargedParty ChargedParty { get; set; }

    /// <summary>In force from then on.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>In force until then.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The rule as the domain knows it.</summary>
    public TariffRule ToRule() => new()
    {
        TariffRuleId = TariffRuleId,
        Event = Event,
        Priority = Priority,
        Age = Age,
        ResourceIds = [.. ResourceIds],
        MediaTypes = [.. MediaTypes.Select(type => (ResourceMediaType)type)],
        ProviderIds = [.. ProviderIds],
        Amount = Amount,
        Currency = Currency,
        Party = ChargedParty,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
    };
}
