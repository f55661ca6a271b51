using System.Net.Sockets;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Engine;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Transport;

/// <summary>Sends messages by the transport of their destination. One for each partition: single-threaded, never waits.</summary>
internal sealed class MessageSender(IReadOnlyList<UdpTransport> sockets, StreamConnections streams, MessageTap tap)
{
    private readonly PeerAddresses _peers = new();

    /// <summary>Sends a message.</summary>
    /// <param name="send">What, where to, and whose it is.</param>
    /// <param name="failures">Gets <see cref="EngineInput.SendFailed"/>, on any thread, at once or later, when a transaction's message could not be sent.</param>
    public void Send(EngineEffect.Send send, IEngineInbox failures)
    {
        SipEndpoint destination = send.Destination;
        if (destination.Transport is not SipTransport.Udp)
        {
            if (streams.Send(send.Message, destination, OnFailure(send, failures)) is { } peer) tap.Sent(send.Message, peer, CallerOf(send));
            else tap.Traffic.CountSendFailure();
            return;
        }

        bool sent = SocketOf(destination)?.TrySend(send.Message.Bytes.Span, _peers.Of(destination)) is true;
        if (sent)
        {
            tap.Sent(send.Message, destination, CallerOf(send));
            return;
        }

        tap.Traffic.CountSendFailure();
        if (send.Transaction is { } transaction) failures.Post(new EngineInput.SendFailed(transaction));
    }

    // Both legs of a call are one to whoever looks on
    private Utf8Text CallerOf(EngineEffect.Send send) => tap.IsWatched && send.Transaction?.Tag is CallRequest request ? request.Entry.Invite.Request.CallId : default;

    private Action? OnFailure(EngineEffect.Send send, IEngineInbox failures)
    {
        if (send.Transaction is { } transaction) return () => failures.Post(new EngineInput.SendFailed(transaction));
        // A long ACK goes over TCP (RFC 3261 §18.1.1), and no transaction hears when nobody listens there
        return send is { Destination.Transport: SipTransport.Tcp, Message: SipRequest { Method.Kind: SipMethodKind.Ack } ack } ? () => SendByDatagram(ack, send.Destination) : null;
    }

    private void SendByDatagram(SipRequest ack, SipEndpoint destination)
    {
        SipRequest copy = ack.Edit().ReplaceFirstValue(HeaderId.Via, $"SIP/2.0/UDP {ack.TopVia.SentBy};branch={ack.TopVia.Branch};rport").Build();
        SocketOf(destination)?.TrySend(copy.Bytes.Span, destination.ToIPEndPoint().Serialize());
    }

    private UdpTransport? SocketOf(SipEndpoint destination)
    {
        AddressFamily family = destination.Address.AddressFamily;
        if (destination.Listener < sockets.Count && sockets[destination.Listener].Family == family) return sockets[destination.Listener];
        foreach (UdpTransport socket in sockets)
        {
            if (socket.Family == family) return socket;
        }

        return null;
    }
}
