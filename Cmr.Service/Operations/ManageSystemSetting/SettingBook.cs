using Cmr.Contracts.Soap;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageSystemSetting;

/// <summary>The named settings as the interface shows and changes them.</summary>
internal static class SettingBook
{
    /// <summary>The settings that a request names, each once.</summary>
    public static (IReadOnlyList<SystemSetting> Settings, Refusal? Refusal) Find(IReadOnlyList<Setting> named)
    {
        List<SystemSetting> found = [];
        foreach (Setting wanted in named)
        {
            if (SystemSetting.Find(wanted.SettingName) is not { } setting)
                return ([], Refusal.Invalid("SettingName", wanted.SettingName, $"is none of {string.Join(", ", SystemSetting.All.Select(one => one.Name))}"));
            if (found.Contains(setting))
                return ([], Refusal.Invalid("SettingName", wanted.SettingName, "is named twice"));
            found.Add(setting);
        }
        return (found, null);
    }

    /// <summary>Sets them.</summary>
    public static async Task<Refusal?> SetAsync(IReadOnlyList<Setting> wanted, IReadOnlyList<SystemSetting> settings, OperationContext context, CancellationToken cancellationToken)
    {
        foreach ((Setting one, SystemSetting setting) in wanted.Zip(settings))
        {
            if (one.SettingValue is null)
                return Refusal.Missing($"SettingValue of {setting.Name}");
            if (setting.Normalize(one.SettingValue) is not { } value)
                return Refusal.Invalid($"SettingValue of {setting.Name}", one.SettingValue, $"must be {setting.Rule}");
            // One statement: two Service Providers may set the same at once
            await context.Database.Database.ExecuteSqlAsync($"""
                INSERT INTO system_settings (setting_name, setting_value, updated_at, updated_by)
                VALUES ({setting.Name}, {value}, {context.Now}, {context.Principal.PrincipalId})
                ON CONFLICT (setting_name) DO UPDATE SET setting_value = EXCLUDED.setting_value, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
                """, cancellationToken);
        }
        return null;
    }

    /// <summary>Sets them back to their defaults.</summary>
    public static Task<int> ResetAsync(IReadOnlyList<SystemSetting> settings, OperationContext context, CancellationToken cancellationToken)
    {
        string[] names = [.. settings.Select(setting => setting.Name)];
        return context.Database.SystemSettings.Where(row => names.Contains(row.SettingName)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Shows them as they are now.</summary>
    public static async Task<IReadOnlyList<Setting>> ShowAsync(IReadOnlyList<SystemSetting> settings, OperationContext context, CancellationToken cancellationToken)
    {
        Dictionary<string, string> stored = await context.Database.SystemSettings.AsNoTracking()
            .ToDictionaryAsync(row => row.SettingName, row => row.SettingValue, StringComparer.Ordinal, cancellationToken);
        return [.. settings.Select(setting => new Setting
        {
            SettingName = setting.Name,
            SettingValue = stored.GetValueOrDefault(setting.Name, setting.DefaultValue),
            Description = setting.Description,
        })];
    }
}
