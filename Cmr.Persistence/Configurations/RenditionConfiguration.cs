using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="RenditionRow"/> to its table.</summary>
internal sealed class RenditionConfiguration : IEntityTypeConfiguration<RenditionRow>
{
    public void Configure(EntityTypeBuilder<RenditionRow> builder)
    {
        builder.ToTable("renditions");
        builder.HasKey(row => new { row.ResourceId, row.Encoding });
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Encoding).HasColumnName("encoding").HasColumnType("smallint").HasConversion<short>().ValueGeneratedNever();
        builder.Property(row => row.Sha256).HasColumnName("sha256").HasColumnType("text");
        builder.Property(row => row.Bytes).HasColumnName("bytes").HasColumnType("bigint");
        builder.Property(row => row.Frames).HasColumnName("frames").HasColumnType("integer");
    }
}
