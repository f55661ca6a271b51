using System.Collections.Immutable;
using Cmr.Domain.Content;

namespace Cmr.Domain.Charging;

/// <summary>One rule of the operator's tariff.</summary>
public sealed record TariffRule
{
    /// <summary>Identifier of the rule.</summary>
    public required string TariffRuleId { get; init; }

    /// <summary>The event it prices.</summary>
    public required ChargedEvent Event { get; init; }

    /// <summary>The smaller, the earlier; <see langword="null"/>: after all rules that have one.</summary>
    public int? Priority { get; init; }

    /// <summary>Number of the rule in the order of creation.</summary>
    public long Age { get; init; }

    /// <summary>The event must be about one of these; empty: about any.</summary>
    public ImmutableArray<string> ResourceIds { get; init; } = [];

    /// <summary>The event must be about one of these media types; empty: any.</summary>
    public ImmutableArray<ResourceMediaType> MediaTypes { get; init; } = [];

    /// <summary>The event must be about something of one of these providers; empty: any.</summary>
    public ImmutableArray<string> ProviderIds { get; init; } = [];

    /// <summary>The price; <see langword="null"/>: the resource's own.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Code of ISO 4217; <see langword="null"/>: the currency in which the operator states prices.</summary>
    public string? Currency { get; init; }

    /// <summary>Who pays.</summary>
    public ChargedParty Party { get; init; } = ChargedParty.Requester;

    /// <summary>In force from then on; <see langword="null"/>: since ever.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>In force until then, exclusive; <see langword="null"/>: for ever.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether the rule prices an event: all its conditions hold.</summary>
    /// <param name="chargeable">The event.</param>
    public bool Prices(ChargeableEvent chargeable) =>
        chargeable.Event == Event
        && (StartsAt is not { } start || chargeable.Now >= start)
        && (EndsAt is not { } end || chargeable.Now < end)
        && (ResourceIds.IsEmpty || (chargeable.ResourceId is { } resource && ResourceIds.Contains(resource, StringComparer.Ordinal)))
        && (MediaTypes.IsEmpty || (chargeable.MediaType is { } media && MediaTypes.Contains(media)))
        && (ProviderIds.IsEmpty || (chargeable.ProviderId is { } provider && ProviderIds.Contains(provider, StringComparer.Ordinal)));

    /// <summary>Order of precedence: smaller priority, then more conditions, then older.</summary>
    /// <param name="left">A rule.</param>
    /// <param name="right">Another rule.</param>
    /// <returns>Negative when <paramref name="left"/> is considered first.</returns>
    public static int ComparePrecedence(TariffRule left, TariffRule right)
    {
        int byPriority = (left.Priority ?? long.MaxValue).CompareTo(right.Priority ?? long.MaxValue);
        if (byPriority != 0)
            return byPriority;
        int byConditions = right.Conditions().CompareTo(left.Conditions());
        return byConditions != 0 ? byConditions : left.Age.CompareTo(right.Age);
    }

    private int Conditions() => (ResourceIds.IsEmpty ? 0 : 1) + (MediaTypes.IsEmpty ? 0 : 1) + (ProviderIds.IsEmpty ? 0 : 1);
}
