using System.Globalization;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using static Cmr.Protocols.Sip.Dialogs.SessionTimerAction;
using static Cmr.Protocols.Sip.Dialogs.SessionTimerInput;
using static Cmr.Protocols.Sip.Dialogs.SessionTimerState;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>
/// The session timer of one dialog, RFC 4028: what is asked for and granted, who refreshes, and when.
/// A peer without timers is refreshed by us, so that a call whose peer vanished ends all the same.
/// </summary>
/// <param name="options">What we want.</param>
public sealed class SessionTimer(SessionTimerOptions options)
{
    private const uint LeastMinimum = 90;
    private const uint MostMinimum = 86_400;
    private const uint LongestMargin = 32;
    private uint _minimum = Math.Max((uint)options.Minimum.TotalSeconds, LeastMinimum);
    private TimeSpan? _refreshAt;
    private TimeSpan? _expiresAt;

    /// <summary>State of the machine.</summary>
    public SessionTimerState State { get; private set; }

    /// <summary>The interval that was agreed; 0: none.</summary>
    public uint Seconds { get; private set; }

    /// <summary>When <see cref="Fire"/> has something to do.</summary>
    public TimeSpan? Deadline => _refreshAt is { } refresh && _expiresAt is { } expiry ? (refresh < expiry ? refresh : expiry) : _refreshAt ?? _expiresAt;

    /// <summary>Min-SE to be stated: that of ours, or the greater one that a peer demanded.</summary>
    public Utf8Text MinSE => _minimum.ToString(CultureInfo.InvariantCulture);

    /// <summary>Min-SE says something else than its default and has to be written (RFC 4028 §5).</summary>
    public bool StatesMinimum => _minimum != LeastMinimum;

    /// <summary>Session-Expires of an INVITE or UPDATE of ours; empty: none. The roles stay as they are (RFC 4028 §7.4).</summary>
    public Utf8Text Wanted
    {
        get
        {
            uint seconds = Math.Max(Seconds > 0 ? Seconds : (uint)options.Interval.TotalSeconds, _minimum);
            return (State, options.Interval > TimeSpan.Zero) switch
            {
                (Local or Refreshing, _) => string.Create(CultureInfo.InvariantCulture, $"{seconds};refresher=uac"),
                (Remote, _) => string.Create(CultureInfo.InvariantCulture, $"{seconds};refresher=uas"),
                (_, true) => seconds.ToString(CultureInfo.InvariantCulture),
                _ => string.Empty,
            };
        }
    }

    /// <summary>A request of the peer asks for a shorter interval than we take: 422 with <see cref="MinSE"/>. Only a peer that knows timers can be told.</summary>
    /// <param name="request">INVITE or UPDATE.</param>
    public bool IsTooBrief(SipRequest request) => request.SessionExpires is { } wanted && wanted.Seconds < _minimum && KnowsTimers(request);

    /// <summary>What our 2xx to a request of the peer is to say (RFC 4028 §9, table 2).</summary>
    /// <param name="request">INVITE or UPDATE.</param>
    public SessionAgreement Answer(SipRequest request)
    {
        bool knows = KnowsTimers(request);
        uint ours = (uint)options.Interval.TotalSeconds;
        uint? asked = request.SessionExpires?.Seconds;
        if (asked is null && ours == 0)
        {
            return SessionAgreement.None;
        }

        uint seconds = asked is { } theirs && (ours == 0 || theirs < ours) ? theirs : ours;
        uint minimum = Math.Max(_minimum, Math.Min(request.MinSE?.Seconds ?? 0, MostMinimum));
        bool local = !knows || request.SessionExpires is { } header && header.Refresher.EqualsIgnoreCase("uas"u8);
        return new SessionAgreement(Math.Max(seconds, minimum), local, knows);
    }

    /// <summary>What a 2xx to our INVITE or UPDATE says (RFC 4028 §7.2).</summary>
    /// <param name="success">The 2xx.</param>
    public SessionAgreement Read(SipResponse success)
    {
        uint ours = (uint)options.Interval.TotalSeconds;
        if (success.SessionExpires is { } granted)
        {
            // An interval that is absurdly short would make us send without end
            return new SessionAgreement(Math.Max(granted.Seconds, _minimum), !granted.Refresher.EqualsIgnoreCase("uas"u8));
        }

        return ours == 0 ? SessionAgreement.None : new SessionAgreement(Math.Max(ours, _minimum), IsLocal: true);
    }

    /// <summary>Takes the Min-SE of a 422; the request may then be repeated (RFC 4028 §7.3).</summary>
    /// <param name="tooSmall">The 422.</param>
    /// <returns>False when it asks for nothing new, or for the absurd.</returns>
    public bool TryRaise(SipResponse tooSmall)
    {
        if (tooSmall.MinSE is not { } wanted || wanted.Seconds <= _minimum || wanted.Seconds > MostMinimum)
        {
            return false;
        }

        _minimum = wanted.Seconds;
        return true;
    }

    /// <summary>A 2xx settled the interval; it runs from now.</summary>
    public void Agree(SessionAgreement agreement, TimeSpan now)
    {
        Seconds = agreement.Seconds;
        Step(agreement.Seconds == 0 ? AgreedNone : agreement.IsLocal ? AgreedLocal : AgreedRemote, now);
    }

    /// <summary>Our refresh failed, but the dialog may live.</summary>
    /// <param name="delay">When to try again.</param>
    /// <param name="now">Monotonic time.</param>
    public void Retry(TimeSpan delay, TimeSpan now)
    {
        Step(RefreshFailed, now);
        if (State is Local)
        {
            _refreshAt = now + delay;
        }
    }

    /// <summary>The dialog ends.</summary>
    public void Stop() => Step(SessionTimerInput.Stop, default);

    /// <summary>Runs what is due.</summary>
    /// <param name="now">Monotonic time.</param>
    public SessionTimerAction Fire(TimeSpan now) =>
        _expiresAt <= now ? Step(ExpiryDue, now) : _refreshAt <= now ? Step(RefreshDue, now) : None;

    internal SessionTimerAction Step(SessionTimerInput input, TimeSpan now)
    {
        (State, SessionTimerAction action) = (State, input) switch
        {
            (Over, _) => (Over, None),
            (_, AgreedLocal) => (Arm(now, local: true), None),
            (_, AgreedRemote) => (Arm(now, local: false), None),
            (_, AgreedNone) => (Disarm(Off), None),
            (_, SessionTimerInput.Stop) => (Disarm(Over), None),
            (Local, RefreshDue) => (BeginRefresh(), SessionTimerAction.Refresh),
            (Refreshing, RefreshFailed) => (Local, None),
            (Local or Refreshing or Remote, ExpiryDue) => (Disarm(Over), HangUp),
            _ => (State, None),
        };
        return action;
    }

    private static bool KnowsTimers(SipRequest request) => request.Supported.Contains("timer"u8) || request.Require.Contains("timer"u8);

    // RFC 4028 §10: BYE a little before the end, by a third of the interval but 32 s at most
    private SessionTimerState Arm(TimeSpan now, bool local)
    {
        uint margin = Math.Min(LongestMargin, Seconds / 3);
        _expiresAt = now + TimeSpan.FromSeconds(Seconds - margin);
        _refreshAt = local ? now + TimeSpan.FromSeconds(Seconds / 2) : null;
        return local ? Local : Remote;
    }

    private SessionTimerState BeginRefresh()
    {
        _refreshAt = null;
        return Refreshing;
    }

    private SessionTimerState Disarm(SessionTimerState next)
    {
        _refreshAt = _expiresAt = null;
        return next;
    }
}
