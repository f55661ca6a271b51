namespace Cmr.Persistence.Profiles;

/// <summary>Notification channels through which changes reach the call path.</summary>
internal static class ProfileChannels
{
    /// <summary>Payload: the subscriber whose profile was rebuilt.</summary>
    public const string Profile = "cmr_profile";

    /// <summary>Payload: the resource that changed.</summary>
    public const string Resource = "cmr_resource";

    /// <summary>No payload: the system default changed.</summary>
    public const string System = "cmr_system";
}
