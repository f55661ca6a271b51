using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="GroupMemberRow"/> to its table.</summary>
internal sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMemberRow>
{
    public void Configure(EntityTypeBuilder<GroupMemberRow> builder)
    {
        builder.ToTable("group_members");
        builder.HasKey(row => new { row.SubscriberId, row.GroupId, row.MemberKey });
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.GroupId).HasColumnName("group_id").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.MemberKey).HasColumnName("member_key").HasColumnType("text").ValueGeneratedNever();
        builder.Property(row => row.MemberId).HasColumnName("member_id").HasColumnType("text");
        builder.Property(row => row.NickName).HasColumnName("nick_name").HasColumnType("text");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at").HasColumnType("timestamp with time zone");
    }
}
