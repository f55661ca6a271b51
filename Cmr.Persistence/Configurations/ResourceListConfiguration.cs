using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ResourceListRow"/> to its table.</summary>
internal sealed class ResourceListConfiguration : IEntityTypeConfiguration<ResourceListRow>
{
    public void Configure(EntityTypeBuilder<ResourceListRow> builder)
    {
        builder.ToTable("resource_lists");
        builder.HasKey(row => row.ResourceListId);
        builder.Property(row => row.ResourceListId).HasColumnName("resource_list_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.OwnerPrincipalId).HasColumnName("owner_principal_id").HasColumnType("text");
        builder.Property(row => row.ListName).HasColumnName("list_name").HasColumnType("text");
        builder.Property(row => row.ListCategory).HasColumnName("list_category").HasColumnType("integer");
        builder.Property(row => row.ParentListId).HasColumnName("parent_list_id").HasColumnType("text");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
