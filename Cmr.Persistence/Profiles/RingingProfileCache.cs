using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Persistence.Notifications;
using Microsoft.Extensions.Options;

namespace Cmr.Persistence.Profiles;

/// <summary>
/// What the call path remembers. Profiles, resources and the system default are kept apart, so a change of one resource
/// that many libraries hold drops one entry, not the profiles of all its subscribers.
/// </summary>
internal sealed class RingingProfileCache(IOptions<RingingProfileOptions> options) : IChangeFollower
{
    /// <summary>The one key of <see cref="SystemDefault"/>.</summary>
    public const string SystemKey = "system";

    public InvalidatingCache<CachedProfile> Profiles { get; } = new(options.Value.CachedProfiles);

    /// <summary>A resource that does not exist is kept as <see langword="null"/>.</summary>
    public InvalidatingCache<RingingResource?> Resources { get; } = new(options.Value.CachedResources);

    public InvalidatingCache<ImmutableArray<string>> SystemDefault { get; } = new(1);

    public IReadOnlyList<string> Channels { get; } = [ChangeChannels.Profile, ChangeChannels.Resource, ChangeChannels.System];

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
            case ChangeChannels.Profile:
                Profiles.Invalidate(payload);
                break;
            case ChangeChannels.Resource:
                Resources.Invalidate(payload);
                break;
            case ChangeChannels.System:
                SystemDefault.Invalidate(SystemKey);
                break;
        }
    }
}
