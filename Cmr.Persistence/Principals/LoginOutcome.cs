namespace Cmr.Persistence.Principals;

/// <summary>What came of an attempt to log in.</summary>
public abstract record LoginOutcome
{
    private LoginOutcome()
    {
    }

    /// <summary>The secret is right.</summary>
    /// <param name="Principal">Who logged in.</param>
    public sealed record Granted(Principal Principal) : LoginOutcome;

    /// <summary>The principal is unknown, has no secret, or the secret is wrong; which of them is not told.</summary>
    public sealed record WrongSecret : LoginOutcome;

    /// <summary>Too many failures; further attempts are refused for a while, even right ones.</summary>
    /// <param name="Until">When attempts are looked at again.</param>
    public sealed record Locked(DateTimeOffset Until) : LoginOutcome;
}
