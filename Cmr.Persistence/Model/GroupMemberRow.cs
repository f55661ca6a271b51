namespace Cmr.Persistence.Model;

/// <summary>A member of a group (OMA TS Table 14).</summary>
public sealed class GroupMemberRow
{
    /// <summary>Whose group it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>The group.</summary>
    public required string GroupId { get; set; }

    /// <summary>Normalised identity or prefix.</summary>
    public required string MemberKey { get; set; }

    /// <summary>The identifier as it was given.</summary>
    public required string MemberId { get; set; }

    /// <summary>Name for people.</summary>
    public required string NickName { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
