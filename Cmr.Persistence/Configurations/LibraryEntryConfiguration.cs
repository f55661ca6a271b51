using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="LibraryEntryRow"/> to its table.</summary>
internal sealed class LibraryEntryConfiguration : IEntityTypeConfiguration<LibraryEntryRow>
{
    public void Configure(EntityTypeBuilder<LibraryEntryRow> builder)
    {
        builder.ToTable("library_entries");
        builder.HasKey(row => new { row.SubscriberId, row.ResourceId });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.StartsAt).HasColumnName("starts_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.EndsAt).HasColumnName("ends_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.Source).HasColumnName("source").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.GivenBy).HasColumnName("given_by").HasColumnType("text");
        builder.Property(row => row.AutoRenew).HasColumnName("auto_renew").HasColumnType("boolean");
        builder.Property(row => row.Notice).HasColumnName("notice").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Price).HasColumnName("price").HasColumnType("numeric");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
    }
}
