using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="KnownPeerRow"/> to its table.</summary>
internal sealed class KnownPeerConfiguration : IEntityTypeConfiguration<KnownPeerRow>
{
    public void Configure(EntityTypeBuilder<KnownPeerRow> builder)
    {
        builder.ToTable("known_peers");
        builder.HasKey(row => new { row.PrincipalId, row.Peer });
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.Peer).HasColumnName("peer").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.SeenAt).HasColumnName("seen_at").HasColumnType("timestamp with time zone");
    }
}
