using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ResourceListEntryRow"/> to its table.</summary>
internal sealed class ResourceListEntryConfiguration : IEntityTypeConfiguration<ResourceListEntryRow>
{
    public void Configure(EntityTypeBuilder<ResourceListEntryRow> builder)
    {
        builder.ToTable("resource_list_entries");
        builder.HasKey(row => new { row.ResourceListId, row.Position });
        builder.Property(row => row.ResourceListId).HasColumnName("resource_list_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Position).HasColumnName("position").HasColumnType("integer").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
    }
}
