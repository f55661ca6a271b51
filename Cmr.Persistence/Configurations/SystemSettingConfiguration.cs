using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="SystemSettingRow"/> to its table.</summary>
internal sealed class SystemSettingConfiguration : IEntityTypeConfiguration<SystemSettingRow>
{
    public void Configure(EntityTypeBuilder<SystemSettingRow> builder)
    {
        builder.ToTable("system_settings");
        builder.HasKey(row => row.SettingName);
        builder.Property(row => row.SettingName).HasColumnName("setting_name").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.SettingValue).HasColumnName("setting_value").HasColumnType("text");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedBy).HasColumnName("updated_by").HasColumnType("text");
    }
}
