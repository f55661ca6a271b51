namespace Cmr.Sip.Trust;

/// <summary>What came of requests that had to prove who sent them. Any thread counts.</summary>
internal sealed class AuthenticationCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<AuthenticationResult>().Length];

    public long this[AuthenticationResult result] => Volatile.Read(ref _counts[(int)result]);

    public void Count(AuthenticationResult result) => Interlocked.Increment(ref _counts[(int)result]);
}
