using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="PrincipalCertificateRow"/> to its table.</summary>
internal sealed class PrincipalCertificateConfiguration : IEntityTypeConfiguration<PrincipalCertificateRow>
{
    public void Configure(EntityTypeBuilder<PrincipalCertificateRow> builder)
    {
        builder.ToTable("principal_certificates");
        builder.HasKey(row => row.Sha256);
        builder.Property(row => row.Sha256).HasColumnName("sha256").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.AddedAt).HasColumnName("added_at").HasColumnType("timestamp with time zone");
    }
}
