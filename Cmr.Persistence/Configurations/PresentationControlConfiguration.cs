using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="PresentationControlRow"/> to its table.</summary>
internal sealed class PresentationControlConfiguration : IEntityTypeConfiguration<PresentationControlRow>
{
    public void Configure(EntityTypeBuilder<PresentationControlRow> builder)
    {
        builder.ToTable("presentation_controls");
        builder.HasKey(row => row.SubscriberId);
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.AtAnswer).HasColumnName("at_answer").HasColumnType("smallint").HasConversion<short?>();
        builder.Property(row => row.Priority).HasColumnName("priority").HasColumnType("smallint").HasConversion<short?>();
        builder.Property(row => row.Copying).HasColumnName("copying").HasColumnType("smallint").HasConversion<short?>();
        builder.Property(row => row.CopyGroupIds).HasColumnName("copy_group_ids").HasColumnType("text[]");
        builder.Property(row => row.GiftAccepted).HasColumnName("gift_accepted").HasColumnType("boolean");
        builder.Property(row => row.ExpiryNotice).HasColumnName("expiry_notice").HasColumnType("boolean");
        builder.Property(row => row.StopAllowed).HasColumnName("stop_allowed").HasColumnType("boolean");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at").HasColumnType("timestamp with time zone");
    }
}
