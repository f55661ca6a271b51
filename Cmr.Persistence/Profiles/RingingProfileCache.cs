using System.Collections.Immutable;
using Cmr.Domain.Content;
using Microsoft.Extensions.Options;

namespace Cmr.Persistence.Profiles;

/// <summary>
/// What the call path remembers. Profiles, resources and the system default are kept apart, so a change of one resource
/// that many libraries hold drops one entry, not the profiles of all its subscribers.
/// </summary>
internal sealed class RingingProfileCache(IOptions<RingingProfileOptions> options)
{
    /// <summary>The one key of <see cref="SystemDefault"/>.</summary>
    public const string SystemKey = "system";

    public InvalidatingCache<CachedProfile> Profiles { get; } = new(options.Value.CachedProfiles);

    /// <summary>A resource that does not exist is kept as <see langword="null"/>.</summary>
    public InvalidatingCache<RingingResource?> Resources { get; } = new(options.Value.CachedResources);

    public InvalidatingCache<ImmutableArray<string>> SystemDefault { get; } = new(1);

    public void Pause()
    {
        Profiles.Pause();
        Resources.Pause();
        SystemDefault.Pause();
    }

    public void Resume()
    {
        Profiles.Resume();
        Resources.Resume();
        SystemDefault.Resume();
    }

    public void Notify(string channel, string payload)
    {
        switch (channel)
        {
            case ProfileChannels.Profile:
                Profiles.Invalidate(payload);
                break;
            case ProfileChannels.Resource:
                Resources.Invalidate(payload);
                break;
            case ProfileChannels.System:
                SystemDefault.Invalidate(SystemKey);
                break;
        }
    }
}
