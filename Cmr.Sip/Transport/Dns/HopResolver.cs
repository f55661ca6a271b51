using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Partitions;

namespace Cmr.Sip.Transport.Dns;

/// <summary>Looks up the targets of requests (A or AAAA records).</summary>
internal sealed class HopResolver(AddressFamily family, BackgroundWork work, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks; the reply comes on any thread, empty when the name leads nowhere. Never throws.</summary>
    public void Resolve(HopQuery query, Action<IReadOnlyList<SipEndpoint>> reply) => work.Run(() => ResolveAsync(query, reply));

    private async Task ResolveAsync(HopQuery query, Action<IReadOnlyList<SipEndpoint>> reply)
    {
        List<SipEndpoint> targets = [];
        try
        {
            using CancellationTokenSource patience = new(Patience, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, work.Stopping);
            SipTransport transport = query.Transport ?? SipTransport.Udp;
            foreach (IPAddress address in await System.Net.Dns.GetHostAddressesAsync(query.Host, family, either.Token))
            {
                targets.Add(new SipEndpoint(transport, address, query.Port ?? NextHops.DefaultPort(transport)) { Domain = transport is SipTransport.Tls ? query.Host : null });
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ArgumentException)
        {
            // No such name, no answer in time, or not a name at all: there is nowhere to send to
        }

        reply(targets);
    }
}
