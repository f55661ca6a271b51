namespace Cmr.Persistence.Model;

/// <summary>Kinds of principals.</summary>
public enum PrincipalKind
{
    /// <summary>A CMR Subscriber, who acts on its own data.</summary>
    Subscriber = 1,

    /// <summary>A Content Provider, who acts on its own resources.</summary>
    ContentProvider = 2,

    /// <summary>A Service Provider, who acts on everything.</summary>
    ServiceProvider = 3,

    /// <summary>A CMR Enabled Application.</summary>
    Application = 4,
}
