namespace Cmr.Service.Operations.Charging;

/// <summary>The two parties of whom the tariff lets one pay.</summary>
/// <param name="RequesterId">Who causes the event.</param>
/// <param name="BeneficiaryId">Who has the good of it.</param>
internal readonly record struct ChargedParties(string RequesterId, string BeneficiaryId);
