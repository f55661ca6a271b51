using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Hosting;
using Cmr.Sip.Trust;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Serves the connections that Kestrel accepts.</summary>
internal sealed class StreamListener(SipNode node, PeerTrust trust, TimeProvider time) : ConnectionHandler
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is not IPEndPoint remote || connection.LocalEndPoint is not IPEndPoint local || node.Streams is not { } streams) return;
        SipTransport transport = connection.Features.Get<ITlsHandshakeFeature>() is null ? SipTransport.Tcp : SipTransport.Tls;
        X509Certificate2? certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        // The handshake has verified the certificate
        SipEndpoint peer = new(transport, remote.Address, remote.Port) { Listener = node.ListenerAt(local.Address), Domain = certificate is null ? null : trust.NameProvenBy(certificate) };
        bool inOrder = await streams.ServeAcceptedAsync(peer, connection.Transport, certificate);
        // The last words, such as the reply to rubbish, need a moment; a peer that does not read them must not keep the connection
        if (inOrder) AbortAfter(Farewell, connection);
        else connection.Abort();
    }

    private void AbortAfter(TimeSpan wait, ConnectionContext connection)
    {
        ITimer timer = time.CreateTimer(_ => connection.Abort(), null, wait, Timeout.InfiniteTimeSpan);
        connection.ConnectionClosed.Register(timer.Dispose);
    }
}
