namespace Cmr.Persistence.Principals;

/// <summary>What came of an attempt to log in.</summary>
public abstract record LoginOutcome
{
    private LoginOutcome()
    {
    }

    /// <summary>The credentials are right.</summary>
    /// <param name="Principal">Who logged in.</param>
    public sealed record Granted(Principal Principal) : LoginOutcome;

    /// <summary>The principal is unknown, has no secret, or the secret is wrong; which of them is not told.</summary>
    public sealed record WrongSecret : LoginOutcome;

    /// <summary>Too many failures; attempts from this address are not looked at for a while, not even right ones.</summary>
    /// <param name="Until">When attempts are looked at again.</param>
    public sealed record Locked(DateTimeOffset Until) : LoginOutcome;

    /// <summary>The credentials are right, but the principal is suspended.</summary>
    /// <param name="Principal">Who it is.</param>
    public sealed record Suspended(Principal Principal) : LoginOutcome;

    /// <summary>Too many attempts are being checked already; this one was not looked at.</summary>
    public sealed record Busy : LoginOutcome;
}
