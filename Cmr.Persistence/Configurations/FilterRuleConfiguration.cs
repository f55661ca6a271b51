using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="FilterRuleRow"/> to its table.</summary>
internal sealed class FilterRuleConfiguration : IEntityTypeConfiguration<FilterRuleRow>
{
    public void Configure(EntityTypeBuilder<FilterRuleRow> builder)
    {
        builder.ToTable("filter_rules");
        builder.HasKey(row => new { row.SubscriberId, row.RuleId });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.RuleId).HasColumnName("rule_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Definition).HasColumnName("definition").HasColumnType("jsonb");
        builder.Property(row => row.Age).HasColumnName("age").HasColumnType("bigint");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
