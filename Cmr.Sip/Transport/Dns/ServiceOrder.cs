using Cmr.Protocols.Dns;

namespace Cmr.Sip.Transport.Dns;

/// <summary>The order in which the servers of a service are tried (RFC 2782).</summary>
internal static class ServiceOrder
{
    /// <summary>By priority, and drawn by weight among equals.</summary>
    /// <param name="services">The records.</param>
    /// <param name="draw">A number from 0 to its argument, both included.</param>
    public static IEnumerable<DnsRecord.Service> Of(IEnumerable<DnsRecord.Service> services, Func<int, int> draw)
    {
        foreach (IGrouping<ushort, DnsRecord.Service> rank in services.GroupBy(service => service.Priority).OrderBy(group => group.Key))
        {
            // Weightless ones first, so that they are drawn at all, rarely
            List<DnsRecord.Service> left = [.. rank.OrderBy(service => service.Weight > 0)];
            while (left.Count > 0)
            {
                int number = draw(left.Sum(service => service.Weight));
                int at = 0;
                for (int sum = left[0].Weight; sum < number; sum += left[at].Weight) at++;
                yield return left[at];
                left.RemoveAt(at);
            }
        }
    }
}
