using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="TransactionRow"/> to its table.</summary>
internal sealed class TransactionConfiguration : IEntityTypeConfiguration<TransactionRow>
{
    public void Configure(EntityTypeBuilder<TransactionRow> builder)
    {
        builder.ToTable("transactions");
        builder.HasKey(row => new { row.PrincipalId, row.TransactionId });
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.TransactionId).HasColumnName("transaction_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Operation).HasColumnName("operation").HasColumnType("text");
        builder.Property(row => row.ContentHash).HasColumnName("content_hash").HasColumnType("bytea");
        builder.Property(row => row.Answer).HasColumnName("answer").HasColumnType("bytea");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
    }
}
