namespace Cmr.Persistence.Notifications;

/// <summary>Notification channels through which changes reach every process.</summary>
public static class ChangeChannels
{
    /// <summary>Payload: the subscriber whose profile was rebuilt.</summary>
    public const string Profile = "cmr_profile";

    /// <summary>Payload: the resource that changed.</summary>
    public const string Resource = "cmr_resource";

    /// <summary>No payload: the system default or a setting changed.</summary>
    public const string System = "cmr_system";

    /// <summary>Payload: the principal whose credentials or state changed.</summary>
    public const string Principal = "cmr_principal";
}
