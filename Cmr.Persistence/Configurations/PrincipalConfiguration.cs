using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="PrincipalRow"/> to its table.</summary>
internal sealed class PrincipalConfiguration : IEntityTypeConfiguration<PrincipalRow>
{
    public void Configure(EntityTypeBuilder<PrincipalRow> builder)
    {
        builder.ToTable("principals");
        builder.HasKey(row => row.PrincipalId);
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Kind).HasColumnName("kind").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.SecretSalt).HasColumnName("secret_salt").HasColumnType("bytea");
        builder.Property(row => row.SecretHash).HasColumnName("secret_hash").HasColumnType("bytea");
        builder.Property(row => row.SecretIterations).HasColumnName("secret_iterations").HasColumnType("integer");
        builder.Property(row => row.DigestSecret).HasColumnName("digest_secret").HasColumnType("bytea");
        builder.Property(row => row.CredentialsVersion).HasColumnName("credentials_version").HasColumnType("uuid");
        builder.Property(row => row.Status).HasColumnName("status").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
    }
}
