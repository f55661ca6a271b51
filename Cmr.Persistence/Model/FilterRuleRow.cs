namespace Cmr.Persistence.Model;

/// <summary>A filter rule of a subscriber (OMA AD §5.3.1.1.1).</summary>
public sealed class FilterRuleRow
{
    /// <summary>Whose rule it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>Identifier within the subscriber.</summary>
    public required string RuleId { get; set; }

    /// <summary>The rule as JSON, in the form that the ringing profile holds.</summary>
    public required string Definition { get; set; }

    /// <summary>Number in the order of creation.</summary>
    public long Age { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
