using System.Collections.Immutable;

namespace Cmr.Domain.Rules;

/// <summary>Holds when the other party is a member of the group (OMA TS Table 19).</summary>
/// <param name="GroupId">A group of the subscriber.</param>
/// <param name="ResourceIds">Resources in the order of presentation; empty: a pure condition.</param>
public sealed record GroupEntry(string GroupId, ImmutableArray<string> ResourceIds) : RuleEntry(ResourceIds);
