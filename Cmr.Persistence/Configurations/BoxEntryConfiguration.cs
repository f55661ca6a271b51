using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="BoxEntryRow"/> to its table.</summary>
internal sealed class BoxEntryConfiguration : IEntityTypeConfiguration<BoxEntryRow>
{
    public void Configure(EntityTypeBuilder<BoxEntryRow> builder)
    {
        builder.ToTable("box_entries");
        builder.HasKey(row => new { row.BoxId, row.Position });
        builder.Property(row => row.BoxId).HasColumnName("box_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Position).HasColumnName("position").HasColumnType("smallint").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
        builder.Property(row => row.StartTime).HasColumnName("start_time").HasColumnType("time without time zone");
        builder.Property(row => row.EndTime).HasColumnName("end_time").HasColumnType("time without time zone");
    }
}
