namespace Cmr.Domain.Rules;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Kind">Why it is refused.</param>
/// <param name="Parameter">Name of the parameter at fault, as the tables spell it.</param>
/// <param name="Value">Its value, or empty.</param>
/// <param name="Explanation">One short clause for people.</param>
public sealed record RuleProblem(RuleProblemKind Kind, string Parameter, string Value, string Explanation);
