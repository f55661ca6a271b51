using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="DefaultResourceRow"/> to its table.</summary>
internal sealed class DefaultResourceConfiguration : IEntityTypeConfiguration<DefaultResourceRow>
{
    public void Configure(EntityTypeBuilder<DefaultResourceRow> builder)
    {
        builder.ToTable("default_resources");
        builder.HasKey(row => new { row.SubscriberId, row.Slot, row.Position });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Slot).HasColumnName("slot").HasColumnType("smallint").ValueGeneratedNever();
        builder.Property(row => row.Position).HasColumnName("position").HasColumnType("smallint").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
    }
}
