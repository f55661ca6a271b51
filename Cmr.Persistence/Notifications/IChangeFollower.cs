namespace Cmr.Persistence.Notifications;

/// <summary>Keeps something that changes elsewhere, and wants to be told when it does.</summary>
public interface IChangeFollower
{
    /// <summary>Channels of the database to listen to.</summary>
    IReadOnlyList<string> Channels { get; }

    /// <summary>Notifications do not arrive from now on: whatever is kept may be out of date.</summary>
    void Pause();

    /// <summary>Notifications arrive from now on; what was read before may be out of date.</summary>
    void Resume();

    /// <summary>Something changed; channels of other followers come here too.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="payload">What changed.</param>
    void Notify(string channel, string payload);
}
