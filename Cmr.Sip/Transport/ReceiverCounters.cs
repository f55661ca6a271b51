using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Overload;
using Cmr.Sip.Tracing;

namespace Cmr.Sip.Transport;

/// <summary>What all receive loops took in.</summary>
/// <param name="tap">Where messages pass.</param>
internal sealed class ReceiverCounters(MessageTap tap)
{
    private static readonly int Reasons = Enum.GetValues<SipRejection>().Length;
    private readonly long[] _rejections = new long[Reasons];
    private long _errors;

    public ReceiverCounters()
        : this(new MessageTap())
    {
    }

    /// <summary>Where messages pass.</summary>
    public MessageTap Tap => tap;

    /// <summary>Well-formed messages.</summary>
    public long Messages
    {
        get
        {
            long sum = 0;
            foreach (SipTransport transport in Enum.GetValues<SipTransport>())
            {
                for (int kind = 0; kind < MessageKinds.Malformed; kind++) sum += tap.Traffic.Received(transport, kind);
            }

            return sum;
        }
    }

    /// <summary>Malformed messages.</summary>
    public long Rejections => Enum.GetValues<SipRejection>().Sum(Rejected);

    /// <summary>Errors of the socket.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>Messages that went no further than the receive loops and mailboxes.</summary>
    public DropCounters Dropped { get; } = new();

    /// <summary>Malformed messages with this fault.</summary>
    public long Rejected(SipRejection reason) => Volatile.Read(ref _rejections[(int)reason]);

    /// <summary>Counts a malformed message, and shows it.</summary>
    public void CountRejection(ReadOnlySpan<byte> octets, in SipEndpoint peer, SipRejection reason)
    {
        Interlocked.Increment(ref _rejections[(int)reason]);
        tap.ReceivedMalformed(octets, peer);
    }

    public void CountError() => Interlocked.Increment(ref _errors);
}
