using Cmr.Sip.Calls;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Transport.Tls;
using Cmr.Sip.Trust;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>Has Kestrel listen for SIP over TCP and TLS.</summary>
internal sealed class StreamListeners(IOptions<SipOptions> sip, IOptions<TlsOptions> tls, ListenAddresses addresses, PeerTrust trust, StreamGate gate)
{
    public void AddTo(KestrelServerOptions kestrel)
    {
        foreach (LocalAddress address in addresses.All)
        {
            if (sip.Value.Tcp) kestrel.Listen(address.Address, address.Port, listen => listen.Use(gate.Guard).UseConnectionHandler<StreamListener>());
            if (address.TlsPort is { } port && addresses.Tls is { } identity) kestrel.Listen(address.Address, port, listen => Secure(listen, identity));
        }
    }

    private void Secure(ListenOptions listen, TlsIdentity identity)
    {
        listen.Use(gate.Guard);
        listen.Use(gate.AroundHandshake);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = tls.Value.HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(identity.ServerOptions(trust.KnowsNames)),
        });
        listen.Use(gate.BehindHandshake);
        listen.UseConnectionHandler<StreamListener>();
    }
}
