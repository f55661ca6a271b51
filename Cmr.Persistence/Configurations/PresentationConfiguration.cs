using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="PresentationRow"/> to its table.</summary>
internal sealed class PresentationConfiguration : IEntityTypeConfiguration<PresentationRow>
{
    public void Configure(EntityTypeBuilder<PresentationRow> builder)
    {
        builder.ToTable("presentations");
        builder.HasKey(row => new { row.Listener, row.PresentationId });
        builder.Property(row => row.Listener).HasColumnName("listener").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.PresentationId).HasColumnName("presentation_id").HasColumnType("uuid").ValueGeneratedNever();
        builder.Property(row => row.CallId).HasColumnName("call_id").HasColumnType("text");
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text");
        builder.Property(row => row.Origin).HasColumnName("origin").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
        builder.Property(row => row.Node).HasColumnName("node").HasColumnType("text");
        builder.Property(row => row.StartedAt).HasColumnName("started_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.EndedAt).HasColumnName("ended_at").HasColumnType("timestamp with time zone");
    }
}
