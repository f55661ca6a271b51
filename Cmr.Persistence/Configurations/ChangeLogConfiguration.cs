using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ChangeLogRow"/> to its table.</summary>
internal sealed class ChangeLogConfiguration : IEntityTypeConfiguration<ChangeLogRow>
{
    public void Configure(EntityTypeBuilder<ChangeLogRow> builder)
    {
        builder.ToTable("change_log");
        builder.HasKey(row => row.ChangeId);
        builder.Property(row => row.ChangeId).HasColumnName("change_id").HasColumnType("bigint").UseIdentityAlwaysColumn();
        builder.Property(row => row.ChangedAt).HasColumnName("changed_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text");
        builder.Property(row => row.Operation).HasColumnName("operation").HasColumnType("text");
        builder.Property(row => row.TransactionId).HasColumnName("transaction_id").HasColumnType("text");
        builder.Property(row => row.StatusCode).HasColumnName("status_code").HasColumnType("integer");
        builder.Property(row => row.Request).HasColumnName("request").HasColumnType("text");
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
    }
}
