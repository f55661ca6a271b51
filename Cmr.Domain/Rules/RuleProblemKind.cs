namespace Cmr.Domain.Rules;

/// <summary>Why a rule is refused.</summary>
public enum RuleProblemKind
{
    /// <summary>A parameter is missing, malformed, contradictory or beyond a limit.</summary>
    InvalidParameter,

    /// <summary>The subscriber has no such group.</summary>
    GroupNotFound,

    /// <summary>The resource is not in the subscriber's library.</summary>
    ResourceNotAvailable,
}
