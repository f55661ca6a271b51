using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Finds the address a request goes to, at once or after a look-up.</summary>
/// <param name="node">Ourselves, to notice loops.</param>
/// <param name="hops">Where requests go.</param>
/// <param name="lookUp">Asks the host for the address behind a name; it comes back through <see cref="Learn"/>.</param>
internal sealed class RequestRouter(LocalNode node, NextHops hops, Action<string> lookUp)
{
    private readonly HostNames _names = new();

    /// <summary>Calls back with the address, or with the reason why there is none.</summary>
    public void WhenRouted(HopWish wish, TimeSpan now, Action<SipEndpoint?, Unanswered> send)
    {
        switch (hops.Of(wish))
        {
            case NextHop.At at: send(SipEndpoint.Udp(at.Address, at.Port), default); break;
            case NextHop.Loop: send(null, Unanswered.Loop); break;
            case NextHop.Named named:
                if (_names.Ask(named.Host, now, address => SendTo(address, named.Port, send))) lookUp(named.Host);
                break;
            default: send(null, Unanswered.NoSuchHop); break;
        }
    }

    /// <summary>The result of a look-up; <see langword="null"/> when the name leads nowhere.</summary>
    public void Learn(string host, IPAddress? address, TimeSpan now) => _names.Learn(host, address, now);

    private void SendTo(IPAddress? address, int port, Action<SipEndpoint?, Unanswered> send)
    {
        if (address is null || (!LocalNode.IsUnicast(address) && !node.IsAt(address, port))) send(null, Unanswered.NoSuchHop);
        else if (node.IsAt(address, port)) send(null, Unanswered.Loop);
        else send(SipEndpoint.Udp(address, port), default);
    }
}
