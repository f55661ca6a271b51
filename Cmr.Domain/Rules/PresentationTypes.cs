namespace Cmr.Domain.Rules;

/// <summary>The presentation types that a rule tests (OMA TS Table 17).</summary>
[Flags]
public enum PresentationTypes
{
    /// <summary>Nothing is tested; such a rule never matches.</summary>
    None = 0,

    /// <summary>The other party is a member of a group.</summary>
    Group = 1,

    /// <summary>Time of day.</summary>
    Time = 2,

    /// <summary>Calendar day.</summary>
    Date = 4,

    /// <summary>Presence of the subscriber.</summary>
    Presence = 8,

    /// <summary>Location of the subscriber.</summary>
    Location = 16,
}
