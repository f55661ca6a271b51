using Cmr.Protocols.Sip.Dialogs;

namespace Cmr.Sip.Calls;

/// <summary>How calls behave. Times are defaults of the delivery rules; RFC 3261 timers are in the transaction options.</summary>
internal sealed record CallOptions
{
    /// <summary>T_na: how long the called party may ring. Below proxies' Timer C of 180 s.</summary>
    public TimeSpan NoAnswerTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the choice of what to present may take, from the INVITE, before the call goes on without.</summary>
    public TimeSpan ChoosingBudget { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>T_ms: how long an 18x of the called party may wait until choice and media worker are ready.</summary>
    public TimeSpan MediaBudget { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>T_18x, unreliable: an INVITE expires in proxies after 3 minutes without a provisional (RFC 3261 §13.3.1.1).</summary>
    public TimeSpan KeepAliveUnreliable { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>T_18x, reliable: every 2.5 minutes (RFC 3262 §3).</summary>
    public TimeSpan KeepAliveReliable { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>Present only to callers that say <c>P-Early-Media: supported</c> (RFC 5009). False: to all that can take it.</summary>
    public bool RequirePem { get; init; } = true;

    /// <summary>Session timers of our own on each leg (RFC 4028).</summary>
    public SessionTimerOptions SessionTimer { get; init; } = new();

    /// <summary>RFC 3261 T1.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>RFC 3261 T2.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);
}
