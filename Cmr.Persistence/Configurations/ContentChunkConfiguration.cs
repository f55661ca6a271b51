using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ContentChunkRow"/> to its table.</summary>
internal sealed class ContentChunkConfiguration : IEntityTypeConfiguration<ContentChunkRow>
{
    public void Configure(EntityTypeBuilder<ContentChunkRow> builder)
    {
        builder.ToTable("content_chunks");
        builder.HasKey(row => new { row.Sha256, row.Position });
        builder.Property(row => row.Sha256).HasColumnName("sha256").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Position).HasColumnName("position").HasColumnType("integer").ValueGeneratedNever();
        builder.Property(row => row.Data).HasColumnName("data").HasColumnType("bytea");
    }
}
