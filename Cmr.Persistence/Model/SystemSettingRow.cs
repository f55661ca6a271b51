namespace Cmr.Persistence.Model;

/// <summary>A setting that the operator changed from its default.</summary>
public sealed class SystemSettingRow
{
    /// <summary>Its name.</summary>
    public required string SettingName { get; set; }

    /// <summary>Its value in the form the operator sees.</summary>
    public required string SettingValue { get; set; }

    /// <summary>When it was set.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Who set it.</summary>
    public required string UpdatedBy { get; set; }
}
