using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Hep;

/// <summary>
/// Which call the Call-ID of a called party's leg belongs to, learned from the messages themselves, so that the call path keeps nothing for it.
/// Single-threaded.
/// </summary>
/// <param name="capacity">Legs known at most.</param>
internal sealed class CallLegTable(int capacity)
{
    private static readonly TimeSpan Unanswered = TimeSpan.FromMinutes(10);
    // Twice 64·T1: a last request, and the repetitions of its response
    private static readonly TimeSpan Fading = TimeSpan.FromSeconds(64);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(30);
    private readonly Dictionary<Utf8Text, (Utf8Text Caller, DateTimeOffset ForgetAt)> _legs = [];
    private DateTimeOffset _sweepAt;

    /// <summary>Legs known.</summary>
    public int Count => _legs.Count;

    /// <summary>The Call-ID that both legs of a message's call go by; its own when nothing else is known.</summary>
    /// <param name="message">The message.</param>
    /// <param name="caller">Call-ID of the caller's leg, if the sender of the message told it.</param>
    /// <param name="now">Time.</param>
    public Utf8Text CorrelationOf(SipMessage message, Utf8Text caller, DateTimeOffset now)
    {
        Sweep(now);
        Utf8Text callId = message.CallId;
        bool isKnown = _legs.TryGetValue(callId, out (Utf8Text Caller, DateTimeOffset ForgetAt) leg);
        if (!isKnown && (caller.IsEmpty || caller == callId)) return callId;
        DateTimeOffset? forgetAt = ForgetAt(message, now);
        if (!isKnown)
        {
            if (_legs.Count < capacity) _legs.Add(callId.Detach(), (caller.Detach(), forgetAt ?? now + Unanswered));
            return caller;
        }

        if (forgetAt is { } at) _legs[callId] = (leg.Caller, at);
        return leg.Caller;
    }

    // What ends a leg, or makes it last
    private static DateTimeOffset? ForgetAt(SipMessage message, DateTimeOffset now) => message switch
    {
        SipRequest { Method.Kind: SipMethodKind.Bye or SipMethodKind.Cancel } => now + Fading,
        SipResponse response when response.CSeq.Method == SipMethod.Invite && response.Status.Code is >= 200 and < 300 => DateTimeOffset.MaxValue,
        _ => null,
    };

    private void Sweep(DateTimeOffset now)
    {
        if (now < _sweepAt) return;
        _sweepAt = now + SweepPeriod;
        foreach ((Utf8Text callId, (_, DateTimeOffset forgetAt)) in _legs)
        {
            if (forgetAt <= now) _legs.Remove(callId);
        }
    }
}
