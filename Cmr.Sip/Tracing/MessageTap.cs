using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Tracing;

/// <summary>
/// Where every message passes that comes in or goes out: it is counted, and shown to whoever looks on.
/// While nobody does, that costs one read.
/// </summary>
internal sealed class MessageTap
{
    private readonly Lock _gate = new();
    private volatile IMessageWatcher[] _watchers = [];

    /// <summary>What passed.</summary>
    public TrafficCounters Traffic { get; } = new();

    /// <summary>Somebody looks on.</summary>
    public bool IsWatched => _watchers.Length > 0;

    /// <summary>A well-formed message came in.</summary>
    public void Received(SipMessage message, in SipEndpoint peer)
    {
        Traffic.CountReceived(peer.Transport, MessageKinds.Of(message), message.Length);
        if (_watchers is { Length: > 0 } watchers) Show(watchers, new SeenMessage(true, peer, message.Bytes, message, default));
    }

    /// <summary>Something malformed came in.</summary>
    public void ReceivedMalformed(ReadOnlySpan<byte> octets, in SipEndpoint peer)
    {
        Traffic.CountReceived(peer.Transport, MessageKinds.Malformed, octets.Length);
        if (_watchers is { Length: > 0 } watchers) Show(watchers, new SeenMessage(true, peer, octets.ToArray(), null, default));
    }

    /// <summary>A message was sent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="peer">Where to.</param>
    /// <param name="callerCallId">Call-ID of the caller's leg, where it is known.</param>
    public void Sent(SipMessage message, in SipEndpoint peer, Utf8Text callerCallId)
    {
        Traffic.CountSent(peer.Transport, MessageKinds.Of(message), message.Length);
        if (_watchers is { Length: > 0 } watchers) Show(watchers, new SeenMessage(false, peer, message.Bytes, message, callerCallId));
    }

    /// <summary>A response was sent that no transaction stands behind.</summary>
    /// <param name="octets">The response; they do not change any more.</param>
    /// <param name="peer">Where to.</param>
    public void SentStateless(byte[] octets, in SipEndpoint peer)
    {
        Traffic.CountSent(peer.Transport, MessageKinds.OfResponse(octets), octets.Length);
        if (_watchers is { Length: > 0 } watchers) Show(watchers, new SeenMessage(false, peer, octets, null, default));
    }

    /// <summary>Shows everything from now on to a watcher, until the result is disposed of.</summary>
    public IDisposable Watch(IMessageWatcher watcher)
    {
        lock (_gate) _watchers = [.. _watchers, watcher];
        return new Watching(this, watcher);
    }

    private static void Show(IMessageWatcher[] watchers, in SeenMessage seen)
    {
        foreach (IMessageWatcher watcher in watchers) watcher.See(seen);
    }

    private void Forget(IMessageWatcher watcher)
    {
        lock (_gate) _watchers = [.. _watchers.Where(other => other != watcher)];
    }

    private sealed class Watching(MessageTap tap, IMessageWatcher watcher) : IDisposable
    {
        public void Dispose() => tap.Forget(watcher);
    }
}
