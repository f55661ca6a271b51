using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="CallRecordRow"/> to its table.</summary>
internal sealed class CallRecordConfiguration : IEntityTypeConfiguration<CallRecordRow>
{
    public void Configure(EntityTypeBuilder<CallRecordRow> builder)
    {
        builder.ToTable("call_records");
        builder.HasKey(row => new { row.Called, row.RecordId });
        builder.Property(row => row.Called).HasColumnName("called").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.RecordId).HasColumnName("record_id").HasColumnType("uuid").ValueGeneratedNever();
        builder.Property(row => row.Node).HasColumnName("node").HasColumnType("text");
        builder.Property(row => row.CallId).HasColumnName("call_id").HasColumnType("text");
        builder.Property(row => row.Caller).HasColumnName("caller").HasColumnType("text");
        builder.Property(row => row.Subscribed).HasColumnName("subscribed").HasColumnType("boolean");
        builder.Property(row => row.Origin).HasColumnName("origin").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.RuleId).HasColumnName("rule_id").HasColumnType("text");
        builder.Property(row => row.ResourceIds).HasColumnName("resource_ids").HasColumnType("text[]");
        builder.Property(row => row.Mode).HasColumnName("mode").HasColumnType("text");
        builder.Property(row => row.ReceivedAt).HasColumnName("received_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.RingingAt).HasColumnName("ringing_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.PresentedAt).HasColumnName("presented_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.PresentationEndedAt).HasColumnName("presentation_ended_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.AnsweredAt).HasColumnName("answered_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.EndedAt).HasColumnName("ended_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.Outcome).HasColumnName("outcome").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.FinalStatus).HasColumnName("final_status").HasColumnType("integer");
    }
}
