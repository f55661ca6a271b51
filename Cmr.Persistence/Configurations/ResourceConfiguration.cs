using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ResourceRow"/> to its table.</summary>
internal sealed class ResourceConfiguration : IEntityTypeConfiguration<ResourceRow>
{
    public void Configure(EntityTypeBuilder<ResourceRow> builder)
    {
        builder.ToTable("resources");
        builder.HasKey(row => row.ResourceId);
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.OwnerPrincipalId).HasColumnName("owner_principal_id").HasColumnType("text");
        builder.Property(row => row.ProviderId).HasColumnName("provider_id").HasColumnType("text");
        builder.Property(row => row.Originator).HasColumnName("originator").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Kind).HasColumnName("kind").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.PresentationMode).HasColumnName("presentation_mode").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.MediaType).HasColumnName("media_type").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Format).HasColumnName("format").HasColumnType("text");
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("text");
        builder.Property(row => row.Price).HasColumnName("price").HasColumnType("numeric");
        builder.Property(row => row.CopyrightOwner).HasColumnName("copyright_owner").HasColumnType("text");
        builder.Property(row => row.ExpiresAt).HasColumnName("expires_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.Status).HasColumnName("status").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Author).HasColumnName("author").HasColumnType("text");
        builder.Property(row => row.Language).HasColumnName("language").HasColumnType("text");
        builder.Property(row => row.WithdrawnAt).HasColumnName("withdrawn_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.OriginalSha256).HasColumnName("original_sha256").HasColumnType("text");
        builder.Property(row => row.OriginalMediaType).HasColumnName("original_media_type").HasColumnType("text");
        builder.Property(row => row.OriginalBytes).HasColumnName("original_bytes").HasColumnType("bigint");
        builder.Property(row => row.DurationMs).HasColumnName("duration_ms").HasColumnType("bigint");
        builder.Property(row => row.ContentBoundAt).HasColumnName("content_bound_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
