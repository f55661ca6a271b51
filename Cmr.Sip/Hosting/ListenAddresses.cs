using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Transport.Tls;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>Where this node listens, and with which certificate.</summary>
internal sealed class ListenAddresses
{
    public ListenAddresses(IOptions<SipOptions> options, IOptions<TlsOptions> tls, TimeProvider time, ILogger<TlsIdentity> logger)
    {
        SipOptions sip = options.Value;
        if (tls.Value.IsOn) Tls = new TlsIdentity(tls, time, logger);
        int? tlsPort = Tls is null ? null : tls.Value.Port;
        All = [.. ((string[])[sip.Address, .. sip.MoreAddresses]).Select(address => new LocalAddress(IPAddress.Parse(address), sip.Port, tlsPort)
        {
            Reachable = IPAddress.Parse(sip.Reachable.GetValueOrDefault(address, address)),
        })];
    }

    /// <summary>The first one is the one this node goes by.</summary>
    public IReadOnlyList<LocalAddress> All { get; }

    /// <summary>What TLS needs; <see langword="null"/> when it is off.</summary>
    public TlsIdentity? Tls { get; }

    /// <summary>Our end of what goes to and comes from a peer.</summary>
    public IPEndPoint At(in SipEndpoint peer)
    {
        AddressFamily family = peer.Address.AddressFamily;
        LocalAddress own = peer.Listener < All.Count && All[peer.Listener].Address.AddressFamily == family ? All[peer.Listener] : All.FirstOrDefault(address => address.Address.AddressFamily == family) ?? All[0];
        return new IPEndPoint(own.Address, peer.Transport is SipTransport.Tls ? own.TlsPort ?? own.Port : own.Port);
    }

    public byte IndexOf(IPAddress address)
    {
        for (byte i = 0; i < All.Count; i++)
        {
            if (All[i].Address.Equals(address)) return i;
        }

        return 0;
    }
}
