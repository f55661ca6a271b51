using System.Net;
using System.Net.Sockets;
using Cmr.Sip.Transport;

namespace Cmr.Sip.Partitions;

/// <summary>Looks up the addresses of next hops (A or AAAA records).</summary>
internal sealed class HostResolver(UdpTransport transport, BackgroundWork work, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks; the reply comes on any thread, <see langword="null"/> when the name leads nowhere. Never throws.</summary>
    public void Resolve(string host, Action<IPAddress?> reply) => work.Run(() => ResolveAsync(host, reply));

    private async Task ResolveAsync(string host, Action<IPAddress?> reply)
    {
        IPAddress? address = null;
        try
        {
            using CancellationTokenSource patience = new(Patience, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, work.Stopping);
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, transport.Family, either.Token);
            address = found.Length > 0 ? found[0] : null;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ArgumentException)
        {
            // No such name, no answer in time, or not a name at all: there is nowhere to send to
        }

        reply(address);
    }
}
