namespace Cmr.Persistence.Settings;

/// <summary>The settings of the system at one moment. What each means, its range and its default: <see cref="SystemSetting"/>.</summary>
/// <param name="stored">Values that differ from the defaults, by name.</param>
public sealed class SystemSettings(IReadOnlyDictionary<string, string> stored)
{
    /// <summary>Every setting at its default.</summary>
    public static SystemSettings Defaults { get; } = new(new Dictionary<string, string>());

    /// <summary>How long a subscription or a renewal lasts.</summary>
    public TimeSpan SubscriptionPeriod { get; } = TimeSpan.FromDays(SystemSetting.SubscriptionPeriodDays.ReadNumber(stored));

    /// <summary>How long before the end of a subscription its subscriber is told.</summary>
    public TimeSpan ExpiryNotice { get; } = TimeSpan.FromHours(SystemSetting.ExpiryNoticeHours.ReadNumber(stored));

    /// <summary>How long notifications are kept.</summary>
    public TimeSpan NotificationRetention { get; } = TimeSpan.FromDays(SystemSetting.NotificationRetentionDays.ReadNumber(stored));

    /// <summary>Most entries of one library.</summary>
    public int MaximumLibraryEntries { get; } = SystemSetting.MaximumLibraryEntries.ReadNumber(stored);

    /// <summary>Most personal boxes of one subscriber.</summary>
    public int MaximumBoxes { get; } = SystemSetting.MaximumBoxes.ReadNumber(stored);

    /// <summary>Most entries of one box.</summary>
    public int MaximumBoxEntries { get; } = SystemSetting.MaximumBoxEntries.ReadNumber(stored);

    /// <summary>Most presentation rules of one subscriber.</summary>
    public int MaximumRules { get; } = SystemSetting.MaximumRules.ReadNumber(stored);

    /// <summary>Most filter rules of one subscriber.</summary>
    public int MaximumFilterRules { get; } = SystemSetting.MaximumFilterRules.ReadNumber(stored);

    /// <summary>Most groups of one subscriber.</summary>
    public int MaximumGroups { get; } = SystemSetting.MaximumGroups.ReadNumber(stored);

    /// <summary>Most members of one group.</summary>
    public int MaximumGroupMembers { get; } = SystemSetting.MaximumGroupMembers.ReadNumber(stored);

    /// <summary>Whether everybody may copy from a library whose owner set nothing.</summary>
    public bool CopyPermittedByDefault { get; } = SystemSetting.CopyPermissionDefault.ReadWord(stored) == "Everybody";

    /// <summary>Whether a caller whose presenting priority is "mine" hears its own resource when the called party has one too.</summary>
    public bool CallerMayChoose { get; } = SystemSetting.PresentingPriorityPolicy.ReadWord(stored) == "CallersChoice";

    /// <summary>How long after its end a presentation can be copied.</summary>
    public TimeSpan CopyWindow { get; } = TimeSpan.FromMinutes(SystemSetting.CopyWindowMinutes.ReadNumber(stored));

    /// <summary>How long a resource offered to an application can be fetched.</summary>
    public TimeSpan MediaDelivery { get; } = TimeSpan.FromMinutes(SystemSetting.MediaDeliveryMinutes.ReadNumber(stored));

    /// <summary>Time without use after which a session ends.</summary>
    public TimeSpan SessionIdle { get; } = TimeSpan.FromMinutes(SystemSetting.SessionIdleMinutes.ReadNumber(stored));

    /// <summary>Fewest characters of a secret of a principal that is no subscriber.</summary>
    public int MinimumSecretLength { get; } = SystemSetting.MinimumSecretLength.ReadNumber(stored);

    /// <summary>Fewest characters of a secret of a subscriber.</summary>
    public int MinimumSubscriberSecretLength { get; } = SystemSetting.MinimumSubscriberSecretLength.ReadNumber(stored);

    /// <summary>How long audit records are kept.</summary>
    public TimeSpan AuditRetention { get; } = TimeSpan.FromDays(SystemSetting.AuditRetentionDays.ReadNumber(stored));
}
