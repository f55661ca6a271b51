using System.Net;
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
        All = [.. ((string[])[sip.Address, .. sip.MoreAddresses]).Select(address => new LocalAddress(IPAddress.Parse(address), sip.Port, tlsPort))];
    }

    /// <summary>The first one is the one this node goes by.</summary>
    public IReadOnlyList<LocalAddress> All { get; }

    /// <summary>What TLS needs; <see langword="null"/> when it is off.</summary>
    public TlsIdentity? Tls { get; }

    public byte IndexOf(IPAddress address)
    {
        for (byte i = 0; i < All.Count; i++)
        {
            if (All[i].Address.Equals(address)) return i;
        }

        return 0;
    }
}
