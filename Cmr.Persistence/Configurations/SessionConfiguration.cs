using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="SessionRow"/> to its table.</summary>
internal sealed class SessionConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(row => row.KeyHash);
        builder.Property(row => row.KeyHash).HasColumnName("key_hash").HasColumnType("bytea").ValueGeneratedNever();
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.CredentialsVersion).HasColumnName("credentials_version").HasColumnType("uuid");
        builder.Property(row => row.OpenedAt).HasColumnName("opened_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.ExpiresAt).HasColumnName("expires_at").HasColumnType("timestamp with time zone");
    }
}
