using System.Globalization;

namespace Cmr.Persistence.Settings;

/// <summary>A setting that the operator may change while the system runs: its name, what it means, and what it may be.</summary>
public sealed class SystemSetting
{
    private readonly int _minimum;
    private readonly int _maximum;
    private readonly string[] _words;

    private SystemSetting(string name, string defaultValue, string description, int minimum, int maximum, string[] words)
    {
        Name = name;
        DefaultValue = defaultValue;
        Description = description;
        _minimum = minimum;
        _maximum = maximum;
        _words = words;
    }

    /// <summary>Days that a resource stays in a library before it must be renewed.</summary>
    public static SystemSetting SubscriptionPeriodDays { get; } = Number("SubscriptionPeriodDays", 30, 1, 3650, "Days for which a resource is subscribed or renewed");

    /// <summary>Hours before the end of a subscription at which a notice is written.</summary>
    public static SystemSetting ExpiryNoticeHours { get; } = Number("ExpiryNoticeHours", 72, 0, 8760, "Hours before the end of a subscription at which the subscriber is told; 0: at the end only");

    /// <summary>Days that a notification is kept.</summary>
    public static SystemSetting NotificationRetentionDays { get; } = Number("NotificationRetentionDays", 90, 1, 3650, "Days that notifications are kept");

    /// <summary>Most entries of a Personal Resource Library.</summary>
    public static SystemSetting MaximumLibraryEntries { get; } = Number("MaximumLibraryEntries", 1000, 1, 10_000, "Most entries of one Personal Resource Library");

    /// <summary>Most resource boxes of one owner.</summary>
    public static SystemSetting MaximumBoxes { get; } = Number("MaximumBoxes", 100, 0, 10_000, "Most personal resource boxes of one subscriber");

    /// <summary>Most entries of one resource box.</summary>
    public static SystemSetting MaximumBoxEntries { get; } = Number("MaximumBoxEntries", 50, 1, 200, "Most resources in one resource box");

    /// <summary>Most presentation rules of a subscriber.</summary>
    public static SystemSetting MaximumRules { get; } = Number("MaximumRules", 200, 0, 1000, "Most presentation rules of one subscriber");

    /// <summary>Most filter rules of a subscriber.</summary>
    public static SystemSetting MaximumFilterRules { get; } = Number("MaximumFilterRules", 100, 0, 1000, "Most filter rules of one subscriber");

    /// <summary>Most groups of a subscriber.</summary>
    public static SystemSetting MaximumGroups { get; } = Number("MaximumGroups", 200, 0, 1000, "Most groups of one subscriber");

    /// <summary>Most members of a group.</summary>
    public static SystemSetting MaximumGroupMembers { get; } = Number("MaximumGroupMembers", 1000, 1, 10_000, "Most members of one group");

    /// <summary>Whether the resources of a subscriber who said nothing about it may be copied.</summary>
    public static SystemSetting CopyPermissionDefault { get; } = Word(
        "CopyPermissionDefault", ["Everybody", "Nobody"], "Who may copy from a library whose owner set nothing: Everybody or Nobody");

    /// <summary>Whose setting decides when both parties of a call are subscribers.</summary>
    public static SystemSetting PresentingPriorityPolicy { get; } = Word(
        "PresentingPriorityPolicy", ["CalledParty", "CallersChoice"],
        "When both parties have CMR: CalledParty presents the called party's always, CallersChoice lets a caller whose presenting priority is 'mine' hear its own");

    /// <summary>Minutes after the end of a presentation during which it can still be copied.</summary>
    public static SystemSetting CopyWindowMinutes { get; } = Number("CopyWindowMinutes", 10, 0, 1440, "Minutes after the end of a presentation during which the other party can still copy what was presented");

    /// <summary>Minutes that an application may fetch a resource offered to it.</summary>
    public static SystemSetting MediaDeliveryMinutes { get; } = Number("MediaDeliveryMinutes", 10, 1, 1440, "Minutes for which a resource offered to an application can be fetched");

    /// <summary>Minutes without use after which a session ends.</summary>
    public static SystemSetting SessionIdleMinutes { get; } = Number("SessionIdleMinutes", 30, 1, 1440, "Minutes without use after which a session ends");

    /// <summary>Shortest secret of a Content Provider, a Service Provider or an application.</summary>
    public static SystemSetting MinimumSecretLength { get; } = Number("MinimumSecretLength", 8, 8, 64, "Fewest characters of a new secret of a Content Provider, a Service Provider or an application");

    /// <summary>Shortest secret of a subscriber.</summary>
    public static SystemSetting MinimumSubscriberSecretLength { get; } = Number("MinimumSubscriberSecretLength", 4, 4, 64, "Fewest characters of a new secret of a subscriber, which may be a PIN");

    /// <summary>Days that records of management requests are kept.</summary>
    public static SystemSetting AuditRetentionDays { get; } = Number("AuditRetentionDays", 90, 1, 3650, "Days that audit records are kept");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SystemSetting> All { get; } =
    [
        AuditRetentionDays, CopyPermissionDefault, CopyWindowMinutes, ExpiryNoticeHours, MaximumBoxEntries, MaximumBoxes, MaximumFilterRules, MaximumGroupMembers,
        MaximumGroups, MaximumLibraryEntries, MaximumRules, MediaDeliveryMinutes, MinimumSecretLength, MinimumSubscriberSecretLength, NotificationRetentionDays,
        PresentingPriorityPolicy, SessionIdleMinutes, SubscriptionPeriodDays,
    ];

    /// <summary>Its name on the wire and in the database.</summary>
    public string Name { get; }

    /// <summary>Its value until the operator sets another.</summary>
    public string DefaultValue { get; }

    /// <summary>What it means and what it may be, for people.</summary>
    public string Description { get; }

    /// <summary>What a value must be, to be put after "must be".</summary>
    public string Rule => _words.Length > 0
        ? string.Join(" or ", _words)
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {_minimum} to {_maximum}");

    /// <summary>Finds a setting by its name; upper and lower case are the same.</summary>
    /// <param name="name">The name.</param>
    public static SystemSetting? Find(string name) => All.FirstOrDefault(setting => string.Equals(setting.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a value.</summary>
    /// <param name="value">As the operator wrote it.</param>
    /// <returns>As it is stored; <see langword="null"/> when it breaks the rule.</returns>
    public string? Normalize(string value)
    {
        if (_words.Length > 0)
            return Array.Find(_words, word => string.Equals(word, value.Trim(), StringComparison.OrdinalIgnoreCase));
        return int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= _minimum && number <= _maximum
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    // What is stored was checked when it came; a value of an older version that is out of range now is brought back into it
    internal int ReadNumber(IReadOnlyDictionary<string, string> stored) =>
        stored.TryGetValue(Name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Math.Clamp(number, _minimum, _maximum)
            : int.Parse(DefaultValue, CultureInfo.InvariantCulture);

    internal string ReadWord(IReadOnlyDictionary<string, string> stored) => stored.TryGetValue(Name, out string? text) ? Normalize(text) ?? DefaultValue : DefaultValue;

    private static SystemSetting Number(string name, int defaultValue, int minimum, int maximum, string description) =>
        new(name, defaultValue.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{description} ({minimum} to {maximum}, default {defaultValue})"), minimum, maximum, []);

    private static SystemSetting Word(string name, string[] words, string description) => new(name, words[0], $"{description} (default {words[0]})", 0, 0, words);
}
