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

    /// <summary>Wait for retransmitted failure responses, timer D over UDP. Default 32 s, the least that the RFC allows.</summary>
    public TimeSpan D { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>An INVITE not answered by then gets a 100. Default 200 ms; zero: at once.</summary>
    public TimeSpan Trying { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The values make sense together; for validation at start.</summary>
    public bool IsValid =>
        T1 > TimeSpan.Zero && T1 <= TimeSpan.FromSeconds(5) && T2 >= T1 && T4 > TimeSpan.Zero && D > TimeSpan.Zero
        && Trying >= TimeSpan.Zero && Trying <= TimeSpan.FromMilliseconds(200);

    /// <summary>64·T1: timers B, F, H, J, L and M.</summary>
    public TimeSpan TimeOut => 64 * T1;
}
