namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>
/// The reliable provisional responses of one INVITE, seen by the user agent server (RFC 3262 §3).
/// At most one is unacknowledged at any time; later ones wait in order.
/// </summary>
/// <typeparam name="T">What is sent; the owner turns it and an RSeq into a response.</typeparam>
/// <remarks>
/// RSeq runs on over all To tags of the INVITE, so that peers which count per transaction and peers which count
/// per dialog both accept it. Retransmission starts at T1 and doubles without the T2 cap; after 64·T1 the INVITE has failed.
/// </remarks>
public sealed class ReliableProvisionals<T>
    where T : class
{
    private const int WaitingLimit = 16;
    private readonly TimeSpan _t1;
    private List<(T Item, bool MayBeReplaced)>? _waiting;
    private uint _nextRSeq;
    private (uint RSeq, T Item)? _outstanding;
    private TimeSpan _interval;
    private TimeSpan _resendAt;
    private TimeSpan _giveUpAt;

    /// <summary>Starts an empty queue.</summary>
    /// <param name="firstRSeq">RSeq of the first response, 1 to 2^31 - 1.</param>
    /// <param name="t1">Round-trip estimate T1.</param>
    public ReliableProvisionals(uint firstRSeq, TimeSpan t1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(firstRSeq);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRSeq, (uint)int.MaxValue);
        _nextRSeq = firstRSeq;
        _t1 = t1;
    }

    /// <summary>The response that waits for its PRACK; <see langword="null"/> when there is none.</summary>
    public (uint RSeq, T Item)? Outstanding => _outstanding;

    /// <summary>When <see cref="Fire"/> wants to be called next.</summary>
    public TimeSpan? Deadline => _outstanding is null ? null : _resendAt < _giveUpAt ? _resendAt : _giveUpAt;

    /// <summary>Responses not yet sent, oldest first.</summary>
    public IEnumerable<T> Waiting => (_waiting ?? []).Select(entry => entry.Item);

    /// <summary>Sends a response now, or keeps it until the outstanding one is acknowledged.</summary>
    /// <param name="item">The response.</param>
    /// <param name="mayBeReplaced">True for a mere state (no session description): the newest such state wins while it waits.</param>
    /// <param name="now">Monotonic time.</param>
    /// <returns>What to send now; <see langword="null"/> when it waits.</returns>
    public (uint RSeq, T Item)? Add(T item, bool mayBeReplaced, TimeSpan now)
    {
        if (_outstanding is null) return Send(item, now);
        _waiting ??= [];
        if (mayBeReplaced && _waiting is [.., (_, true)]) _waiting.RemoveAt(_waiting.Count - 1);
        if (_waiting.Count < WaitingLimit) _waiting.Add((item, mayBeReplaced));
        return null;
    }

    /// <summary>Takes a PRACK's RAck response number.</summary>
    /// <param name="rSeq">The response number of RAck.</param>
    /// <param name="acknowledged">The response it acknowledges.</param>
    /// <returns>False when nothing with this number is unacknowledged: the PRACK gets 481.</returns>
    public bool TryAcknowledge(uint rSeq, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? acknowledged)
    {
        acknowledged = null;
        if (_outstanding is not { } outstanding || outstanding.RSeq != rSeq) return false;
        acknowledged = outstanding.Item;
        _outstanding = null;
        return true;
    }

    /// <summary>Takes the next waiting response, once nothing is outstanding. Call after the 2xx to the PRACK left.</summary>
    /// <param name="now">Monotonic time.</param>
    /// <returns>What to send now; <see langword="null"/> when nothing waits.</returns>
    public (uint RSeq, T Item)? SendNext(TimeSpan now)
    {
        if (_outstanding is not null || _waiting is not { Count: > 0 }) return null;
        T item = _waiting[0].Item;
        _waiting.RemoveAt(0);
        return Send(item, now);
    }

    /// <summary>Runs what is due.</summary>
    /// <param name="now">Monotonic time.</param>
    /// <param name="gaveUp">True when 64·T1 passed without a PRACK: the INVITE is to be refused with a 5xx.</param>
    /// <returns>What to send again; <see langword="null"/> when nothing is due.</returns>
    public (uint RSeq, T Item)? Fire(TimeSpan now, out bool gaveUp)
    {
        gaveUp = false;
        if (_outstanding is null) return null;
        if (now >= _giveUpAt)
        {
            gaveUp = true;
            Stop();
            return null;
        }
        if (now < _resendAt) return null;
        _interval *= 2;
        _resendAt += _interval;
        return _outstanding;
    }

    /// <summary>Forgets what was not sent yet; the outstanding response still wants its PRACK.</summary>
    public void DropWaiting() => _waiting = null;

    /// <summary>Ends retransmission and forgets what waits: a final response leaves (RFC 3262 §3).</summary>
    public void Stop()
    {
        _outstanding = null;
        _waiting = null;
    }

    private (uint RSeq, T Item) Send(T item, TimeSpan now)
    {
        _interval = _t1;
        _resendAt = now + _t1;
        _giveUpAt = now + (64 * _t1);
        (uint, T) sent = (_nextRSeq++, item);
        _outstanding = sent;
        return sent;
    }
}
