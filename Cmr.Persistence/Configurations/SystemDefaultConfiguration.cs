using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="SystemDefaultRow"/> to its table.</summary>
internal sealed class SystemDefaultConfiguration : IEntityTypeConfiguration<SystemDefaultRow>
{
    public void Configure(EntityTypeBuilder<SystemDefaultRow> builder)
    {
        builder.ToTable("system_default_resources");
        builder.HasKey(row => row.Position);
        builder.Property(row => row.Position).HasColumnName("position").HasColumnType("smallint").ValueGeneratedNever();
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
    }
}
