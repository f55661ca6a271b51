namespace Cmr.Persistence.Model;

/// <summary>States of principals.</summary>
public enum PrincipalStatus
{
    /// <summary>The principal may log in.</summary>
    Active = 1,

    /// <summary>Its credentials are kept and refused.</summary>
    Suspended = 2,
}
