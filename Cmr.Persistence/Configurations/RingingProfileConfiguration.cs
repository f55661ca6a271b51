using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="RingingProfileRow"/> to its table.</summary>
internal sealed class RingingProfileConfiguration : IEntityTypeConfiguration<RingingProfileRow>
{
    public void Configure(EntityTypeBuilder<RingingProfileRow> builder)
    {
        builder.ToTable("ringing_profiles");
        builder.HasKey(row => row.SubscriberId);
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Version).HasColumnName("version").HasColumnType("bigint");
        builder.Property(row => row.Document).HasColumnName("document").HasColumnType("jsonb");
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
        builder.Property(row => row.BuiltAt).HasColumnName("built_at").HasColumnType("timestamp with time zone");
    }
}
