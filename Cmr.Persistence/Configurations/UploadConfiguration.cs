using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="UploadRow"/> to its table.</summary>
internal sealed class UploadConfiguration : IEntityTypeConfiguration<UploadRow>
{
    public void Configure(EntityTypeBuilder<UploadRow> builder)
    {
        builder.ToTable("uploads");
        builder.HasKey(row => row.UploadId);
        builder.Property(row => row.UploadId).HasColumnName("upload_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
        builder.Property(row => row.BoundAt).HasColumnName("bound_at").HasColumnType("timestamp with time zone");
    }
}
