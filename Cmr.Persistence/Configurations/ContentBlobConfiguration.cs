using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ContentBlobRow"/> to its table.</summary>
internal sealed class ContentBlobConfiguration : IEntityTypeConfiguration<ContentBlobRow>
{
    public void Configure(EntityTypeBuilder<ContentBlobRow> builder)
    {
        builder.ToTable("content_blobs");
        builder.HasKey(row => row.Sha256);
        builder.Property(row => row.Sha256).HasColumnName("sha256").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Bytes).HasColumnName("bytes").HasColumnType("bigint");
        builder.Property(row => row.StoredAt).HasColumnName("stored_at").HasColumnType("timestamp with time zone");
    }
}
