using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Transport.Tls;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Opens connections from our own address, with TLS where it is wanted.</summary>
internal sealed class StreamDialer(IReadOnlyList<LocalAddress> addresses, TlsIdentity? tls)
{
    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The peer could not prove its name.</exception>
    public async Task<Stream> DialAsync(SipEndpoint peer, CancellationToken cancellationToken)
    {
        Socket socket = new(peer.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Peers know us by our address, not by whichever one the route would choose
            if (OwnTowards(peer) is { } own) socket.Bind(new IPEndPoint(own.Address, 0));
            await socket.ConnectAsync(peer.ToIPEndPoint(), cancellationToken);
            NetworkStream stream = new(socket, ownsSocket: true);
            return peer.Transport is SipTransport.Tls ? await SecureAsync(stream, peer, cancellationToken) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private LocalAddress? OwnTowards(SipEndpoint peer)
    {
        AddressFamily family = peer.Address.AddressFamily;
        bool fits = peer.Listener < addresses.Count && addresses[peer.Listener].Address.AddressFamily == family;
        return fits ? addresses[peer.Listener] : addresses.FirstOrDefault(address => address.Address.AddressFamily == family);
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, SipEndpoint peer, CancellationToken cancellationToken)
    {
        if (tls is null) throw new SocketException((int)SocketError.ProtocolNotSupported);
        SslStream secure = new(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(tls.ClientOptions(peer.Domain ?? peer.Address.ToString()), cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}
