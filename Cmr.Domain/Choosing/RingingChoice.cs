using System.Collections.Immutable;
using Cmr.Domain.Content;

namespace Cmr.Domain.Choosing;

/// <summary>What to present in a call.</summary>
/// <param name="Origin">What led to it.</param>
/// <param name="RuleId">The rule, when one led to it.</param>
/// <param name="Resources">The resources in the order of presentation, each available and presentable; empty exactly when <see cref="Origin"/> is <see cref="ChoiceOrigin.None"/>.</param>
public sealed record RingingChoice(ChoiceOrigin Origin, string? RuleId, ImmutableArray<RingingResource> Resources)
{
    /// <summary>Nothing is presented.</summary>
    public static RingingChoice None { get; } = new(ChoiceOrigin.None, null, []);
}
