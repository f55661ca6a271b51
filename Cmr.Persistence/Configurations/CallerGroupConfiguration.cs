using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="CallerGroupRow"/> to its table.</summary>
internal sealed class CallerGroupConfiguration : IEntityTypeConfiguration<CallerGroupRow>
{
    public void Configure(EntityTypeBuilder<CallerGroupRow> builder)
    {
        builder.ToTable("caller_groups");
        builder.HasKey(row => new { row.SubscriberId, row.GroupId });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.GroupId).HasColumnName("group_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.GroupName).HasColumnName("group_name").HasColumnType("text");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
    }
}
