using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="UsedNonceRow"/> to its table.</summary>
internal sealed class UsedNonceConfiguration : IEntityTypeConfiguration<UsedNonceRow>
{
    public void Configure(EntityTypeBuilder<UsedNonceRow> builder)
    {
        builder.ToTable("used_nonces");
        builder.HasKey(row => row.NonceHash);
        builder.Property(row => row.NonceHash).HasColumnName("nonce_hash").HasColumnType("bytea").ValueGeneratedNever();
        builder.Property(row => row.ExpiresAt).HasColumnName("expires_at").HasColumnType("timestamp with time zone");
    }
}
