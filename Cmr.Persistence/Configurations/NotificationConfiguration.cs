using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="NotificationRow"/> to its table.</summary>
internal sealed class NotificationConfiguration : IEntityTypeConfiguration<NotificationRow>
{
    public void Configure(EntityTypeBuilder<NotificationRow> builder)
    {
        builder.ToTable("notifications");
        builder.HasKey(row => new { row.SubscriberId, row.NotificationId });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.NotificationId).HasColumnName("notification_id").HasColumnType("bigint").ValueGeneratedOnAdd();
        builder.Property(row => row.Type).HasColumnName("type").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.NotifiedAt).HasColumnName("notified_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
        builder.Property(row => row.EndsAt).HasColumnName("ends_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.OtherParty).HasColumnName("other_party").HasColumnType("text");
    }
}
