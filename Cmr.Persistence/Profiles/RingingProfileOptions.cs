using System.ComponentModel.DataAnnotations;

namespace Cmr.Persistence.Profiles;

/// <summary>How profiles are cached on the call path; section <c>Profiles</c>.</summary>
public sealed class RingingProfileOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Profiles";

    /// <summary>Most subscribers kept in memory, those without a profile included. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int CachedProfiles { get; init; } = 100_000;

    /// <summary>Most resources kept in memory. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int CachedResources { get; init; } = 100_000;
}
