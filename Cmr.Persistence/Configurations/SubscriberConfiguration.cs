using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="SubscriberRow"/> to its table.</summary>
internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<SubscriberRow>
{
    public void Configure(EntityTypeBuilder<SubscriberRow> builder)
    {
        builder.ToTable("subscribers");
        builder.HasKey(row => row.SubscriberId);
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Status).HasColumnName("status").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.TimeZone).HasColumnName("time_zone").HasColumnType("text");
        builder.Property(row => row.ServiceTypes).HasColumnName("service_types").HasColumnType("smallint[]");
        builder.Property(row => row.NextGroup).HasColumnName("next_group").HasColumnType("integer");
        builder.Property(row => row.NextRule).HasColumnName("next_rule").HasColumnType("bigint");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
