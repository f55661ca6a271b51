using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>One entry of a rule: a criterion and the resources to present when it holds.</summary>
/// <param name="ResourceIds">Resources in the order of presentation; empty: the entry is a pure condition.</param>
public abstract record RuleEntry(ImmutableArray<string> ResourceIds);
