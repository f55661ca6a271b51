using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="PendingWithdrawalRow"/> to its table.</summary>
internal sealed class PendingWithdrawalConfiguration : IEntityTypeConfiguration<PendingWithdrawalRow>
{
    public void Configure(EntityTypeBuilder<PendingWithdrawalRow> builder)
    {
        builder.ToTable("pending_withdrawals");
        builder.HasKey(row => row.ResourceId);
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.LastSubscriberId).HasColumnName("last_subscriber_id").HasColumnType("text");
        builder.Property(row => row.WithdrawnAt).HasColumnName("withdrawn_at").HasColumnType("timestamp with time zone");
    }
}
