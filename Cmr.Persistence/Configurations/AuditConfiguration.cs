using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="AuditRow"/> to its table.</summary>
internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(row => new { row.OccurredAt, row.AuditId });
        builder.Property(row => row.OccurredAt).HasColumnName("occurred_at").HasColumnType("timestamp with time zone").ValueGeneratedNever();
        builder.Property(row => row.AuditId).HasColumnName("audit_id").HasColumnType("uuid").ValueGeneratedNever();
        builder.Property(row => row.Node).HasColumnName("node").HasColumnType("text");
        builder.Property(row => row.Peer).HasColumnName("peer").HasColumnType("text");
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.ClaimedId).HasColumnName("claimed_id").HasColumnType("text");
        builder.Property(row => row.Interface).HasColumnName("interface").HasColumnType("text");
        builder.Property(row => row.Operation).HasColumnName("operation").HasColumnType("text");
        builder.Property(row => row.TransactionId).HasColumnName("transaction_id").HasColumnType("text");
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text");
        builder.Property(row => row.StatusCode).HasColumnName("status_code").HasColumnType("integer");
        builder.Property(row => row.Fault).HasColumnName("fault").HasColumnType("text");
        builder.Property(row => row.HttpStatus).HasColumnName("http_status").HasColumnType("integer");
        builder.Property(row => row.DurationMicroseconds).HasColumnName("duration_us").HasColumnType("bigint");
    }
}
