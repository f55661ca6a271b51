using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ApplicationServiceRow"/> to its table.</summary>
internal sealed class ApplicationServiceConfiguration : IEntityTypeConfiguration<ApplicationServiceRow>
{
    public void Configure(EntityTypeBuilder<ApplicationServiceRow> builder)
    {
        builder.ToTable("application_services");
        builder.HasKey(row => row.ServiceId);
        builder.Property(row => row.ServiceId).HasColumnName("service_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text");
        builder.Property(row => row.OtherParty).HasColumnName("other_party").HasColumnType("text");
        builder.Property(row => row.Service).HasColumnName("service").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.Event).HasColumnName("event").HasColumnType("text");
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
        builder.Property(row => row.StartedAt).HasColumnName("started_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.ValidUntil).HasColumnName("valid_until").HasColumnType("timestamp with time zone");
        builder.Property(row => row.StoppedAt).HasColumnName("stopped_at").HasColumnType("timestamp with time zone");
    }
}
