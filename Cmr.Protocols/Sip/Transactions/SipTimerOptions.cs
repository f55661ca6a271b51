namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Timer values, RFC 3261 table 4.</summary>
public sealed record SipTimerOptions
{
    /// <summary>Round-trip estimate. Default 500 ms.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest retransmission interval of non-INVITE requests and INVITE responses. Default 4 s.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest time a message stays in the network. Default 5 s.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Timer C: how long an INVITE may go without a final response after its last 101–199. Default 185 s; the RFC wants more than three minutes.
    /// </summary>
    public TimeSpan C { get; init; } = TimeSpan.FromSeconds(185);

    /// <summary>Wait for retransmitted failure responses, timer D over UDP. Default 32 s, the least that the RFC allows.</summary>
    public TimeSpan D { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>An INVITE not answered by then gets a 100. Default 200 ms; zero: at once.</summary>
    public TimeSpan Trying { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The values make sense together; for validation at start.</summary>
    public bool IsValid =>
        T1 > TimeSpan.Zero && T1 <= TimeSpan.FromSeconds(5) && T2 >= T1 && T4 > TimeSpan.Zero && C > TimeSpan.Zero && D > TimeSpan.Zero
        && Trying >= TimeSpan.Zero && Trying <= TimeSpan.FromMilliseconds(200);

    /// <summary>64·T1: timers B, F, H, J, L and M.</summary>
    public TimeSpan TimeOut => 64 * T1;

    /// <summary>When timer E of a client has grown to T2: a non-INVITE without response gets a 100 then, not before (RFC 4320 §4.1). 3.5 s by default.</summary>
    public TimeSpan TryingNonInvite
    {
        get
        {
            TimeSpan passed = TimeSpan.Zero;
            for (TimeSpan interval = T1; interval < T2; interval *= 2)
            {
                passed += interval;
            }

            return passed > TimeSpan.Zero ? passed : T1;
        }
    }
}
