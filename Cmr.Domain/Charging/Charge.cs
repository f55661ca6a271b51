namespace Cmr.Domain.Charging;

/// <summary>What an event costs.</summary>
/// <param name="Amount">The amount, zero or more.</param>
/// <param name="Currency">Code of ISO 4217; <see langword="null"/>: the currency in which the operator states prices.</param>
/// <param name="Party">Who pays.</param>
/// <param name="TariffRuleId">The rule it follows from; <see langword="null"/>: the resource's own price.</param>
public sealed record Charge(decimal Amount, string? Currency, ChargedParty Party, string? TariffRuleId);
