using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Overload;

/// <summary>Sends 503 with Retry-After and forgets the request. Any thread; never waits.</summary>
internal sealed class RefusalSender(StatelessAnswers answers, IReadOnlyList<UdpTransport> sockets, StreamConnections streams, MessageTap tap)
{
    public void Refuse(SipRequest request, SipEndpoint source, int retryAfter)
    {
        (SipResponse answer, SipEndpoint destination) = answers.Answer(request, source, SipStatus.ServiceUnavailable, retryAfter);
        bool sent = source.Transport is SipTransport.Udp
            ? sockets[source.Listener].TrySend(answer.Bytes.Span, destination.ToIPEndPoint().Serialize())
            : streams.Send(answer, destination, failed: null) is not null;
        if (sent) tap.Sent(answer, destination, default);
        else tap.Traffic.CountSendFailure();
    }
}
