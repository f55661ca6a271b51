using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="TariffRuleRow"/> to its table.</summary>
internal sealed class TariffRuleConfiguration : IEntityTypeConfiguration<TariffRuleRow>
{
    public void Configure(EntityTypeBuilder<TariffRuleRow> builder)
    {
        builder.ToTable("tariff_rules");
        builder.HasKey(row => row.TariffRuleId);
        builder.Property(row => row.TariffRuleId).HasColumnName("tariff_rule_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Event).HasColumnName("event").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Priority).HasColumnName("priority").HasColumnType("integer");
        builder.Property(row => row.Age).HasColumnName("age").HasColumnType("bigint");
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
        builder.Property(row => row.MediaTypes).HasColumnName("media_types").HasColumnType("smallint[]");
        builder.Property(row => row.ProviderIds).HasColumnName("provider_ids").HasColumnType("text[]");
        builder.Property(row => row.Amount).HasColumnName("amount").HasColumnType("numeric");
        builder.Property(row => row.Currency).HasColumnName("currency").HasColumnType("text");
        builder.Property(row => row.ChargedParty).HasColumnName("charged_party").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.StartsAt).HasColumnName("starts_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.EndsAt).HasColumnName("ends_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
