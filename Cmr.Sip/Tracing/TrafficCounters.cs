using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Tracing;

/// <summary>Messages and octets by direction, transport and kind. Any thread counts and reads; counting allocates nothing.</summary>
internal sealed class TrafficCounters
{
    // One row for each direction and transport: counts by kind, then octets, then room, so that two rows never share a cache line
    private const int RowLength = 32;
    private const int OctetsAt = MessageKinds.Count;
    private static readonly int Transports = Enum.GetValues<SipTransport>().Length;
    private readonly long[] _received = new long[Transports * RowLength];
    private readonly long[] _sent = new long[Transports * RowLength];
    private long _keepAlives;
    private long _sendFailures;

    /// <summary>Keep-alives received (RFC 5626 §3.5.1).</summary>
    public long KeepAlives => Volatile.Read(ref _keepAlives);

    /// <summary>Messages that the system refused to send, or that no connection took.</summary>
    public long SendFailures => Volatile.Read(ref _sendFailures);

    public void CountReceived(SipTransport transport, int kind, int octets) => Count(_received, transport, kind, octets);

    public void CountSent(SipTransport transport, int kind, int octets) => Count(_sent, transport, kind, octets);

    public void CountKeepAlive() => Interlocked.Increment(ref _keepAlives);

    public void CountSendFailure() => Interlocked.Increment(ref _sendFailures);

    /// <summary>Messages received of a kind.</summary>
    public long Received(SipTransport transport, int kind) => Volatile.Read(ref _received[(int)transport * RowLength + kind]);

    /// <summary>Messages sent of a kind.</summary>
    public long Sent(SipTransport transport, int kind) => Volatile.Read(ref _sent[(int)transport * RowLength + kind]);

    /// <summary>Octets of messages received.</summary>
    public long OctetsReceived(SipTransport transport) => Received(transport, OctetsAt);

    /// <summary>Octets of messages sent.</summary>
    public long OctetsSent(SipTransport transport) => Sent(transport, OctetsAt);

    private static void Count(long[] counts, SipTransport transport, int kind, int octets)
    {
        int row = (int)transport * RowLength;
        Interlocked.Increment(ref counts[row + kind]);
        Interlocked.Add(ref counts[row + OctetsAt], octets);
    }
}
