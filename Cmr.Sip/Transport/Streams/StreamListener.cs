using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Serves the connections that Kestrel accepts.</summary>
internal sealed class StreamListener(SipNode node) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is not IPEndPoint remote || connection.LocalEndPoint is not IPEndPoint local || node.Streams is not { } streams) return;
        SipTransport transport = connection.Features.Get<ITlsHandshakeFeature>() is null ? SipTransport.Tcp : SipTransport.Tls;
        await streams.ServeAcceptedAsync(new SipEndpoint(transport, remote.Address, remote.Port) { Listener = node.ListenerAt(local.Address) }, connection.Transport);
        // Not a graceful end: a peer that does not read must not keep the connection
        connection.Abort();
    }
}
