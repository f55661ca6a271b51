namespace Cmr.Domain.Subscribers;

/// <summary>Whose resource is presented when both parties subscribe; the numbers are those of the management interface.</summary>
public enum PriorityParty
{
    /// <summary>One's own.</summary>
    Mine = 1,

    /// <summary>The other party's.</summary>
    Other = 2,

    /// <summary>As the operator has settled it.</summary>
    Operator = 3,
}
