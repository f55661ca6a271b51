namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>Retransmission of a 2xx to INVITE until its ACK arrives: from T1, doubling up to T2, for 64·T1 (RFC 3261 §13.3.1.4).</summary>
public sealed class SuccessRetransmission
{
    private readonly TimeSpan _t2;
    private readonly TimeSpan _giveUpAt;
    private TimeSpan _interval;
    private TimeSpan _resendAt;

    /// <summary>Starts when the 2xx leaves.</summary>
    /// <param name="t1">T1.</param>
    /// <param name="t2">T2, the longest interval.</param>
    /// <param name="now">Monotonic time.</param>
    public SuccessRetransmission(TimeSpan t1, TimeSpan t2, TimeSpan now)
    {
        _t2 = t2;
        _interval = t1;
        _resendAt = now + t1;
        _giveUpAt = now + (64 * t1);
    }

    /// <summary>When <see cref="Fire"/> wants to be called next.</summary>
    public TimeSpan Deadline => _resendAt < _giveUpAt ? _resendAt : _giveUpAt;

    /// <summary>Runs what is due.</summary>
    /// <param name="now">Monotonic time.</param>
    /// <param name="gaveUp">True when 64·T1 passed: the session is to be ended with BYE.</param>
    /// <returns>True when the 2xx is to be sent again.</returns>
    public bool Fire(TimeSpan now, out bool gaveUp)
    {
        gaveUp = now >= _giveUpAt;
        if (gaveUp || now < _resendAt) return false;
        _interval = _interval * 2 < _t2 ? _interval * 2 : _t2;
        _resendAt += _interval;
        return true;
    }
}
