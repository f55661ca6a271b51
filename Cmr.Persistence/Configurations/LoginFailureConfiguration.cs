using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="LoginFailureRow"/> to its table.</summary>
internal sealed class LoginFailureConfiguration : IEntityTypeConfiguration<LoginFailureRow>
{
    public void Configure(EntityTypeBuilder<LoginFailureRow> builder)
    {
        builder.ToTable("login_failures");
        builder.HasKey(row => new { row.PrincipalId, row.Peer });
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Peer).HasColumnName("peer").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Failures).HasColumnName("failures").HasColumnType("integer");
        builder.Property(row => row.Since).HasColumnName("since").HasColumnType("timestamp with time zone");
    }
}
