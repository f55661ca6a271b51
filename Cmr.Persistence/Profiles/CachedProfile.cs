using Cmr.Domain.Choosing;

namespace Cmr.Persistence.Profiles;

/// <summary>A cached profile and the view last composed of it.</summary>
/// <param name="profile">The profile, or <see langword="null"/> when there is none.</param>
internal sealed class CachedProfile(RingingProfile? profile)
{
    private ComposedView? _composed;

    public RingingProfile? Profile { get; } = profile;

    /// <summary>Resources that the profile may lead to.</summary>
    public IReadOnlySet<string> ResourceIds { get; } = profile?.ReferencedResourceIds() ?? new HashSet<string>();

    /// <summary>The composed view, if neither a resource nor the system default was invalidated since.</summary>
    public RingingView? ViewAt(long resourceStamp, long systemStamp) =>
        Volatile.Read(ref _composed) is { } composed && composed.ResourceStamp == resourceStamp && composed.SystemStamp == systemStamp ? composed.View : null;

    public void Keep(RingingView view, long resourceStamp, long systemStamp) => Volatile.Write(ref _composed, new(view, resourceStamp, systemStamp));

    private sealed record ComposedView(RingingView View, long ResourceStamp, long SystemStamp);
}
