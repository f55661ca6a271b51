using System.Net;
using System.Net.Sockets;
using Cmr.Media.Ports;
using Cmr.Tests.Media.Support;

namespace Cmr.Tests.Media.Ports;

[TestClass]
public sealed class PortAllocatorTests
{
    [TestMethod]
    public void Pairs_are_even_and_odd_and_all_different_until_the_range_is_used_up()
    {
        PortAllocator ports = TestPorts.Range(23001, 23009);
        var pairs = new List<RtpPortPair>();
        while (ports.TryOpen() is RtpPortPair pair)
        {
            pairs.Add(pair);
        }

        try
        {
            CollectionAssert.AreEquivalent(new[] { 23002, 23004, 23006, 23008 }, pairs.Select(pair => pair.Port).ToArray());
            foreach (RtpPortPair pair in pairs)
            {
                Assert.AreEqual(pair.Port, ((IPEndPoint)pair.Rtp.LocalEndPoint!).Port);
                Assert.AreEqual(pair.Port + 1, ((IPEndPoint)pair.Rtcp.LocalEndPoint!).Port);
            }
        }
        finally
        {
            pairs.ForEach(pair => pair.Dispose());
        }

        Assert.AreEqual(ports.Capacity, ports.Free);
    }

    [TestMethod]
    public void A_pair_is_passed_over_while_another_program_holds_either_port()
    {
        using var foreign = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        foreign.Bind(new IPEndPoint(IPAddress.Loopback, 23013));
        PortAllocator ports = TestPorts.Range(23012, 23015);

        using RtpPortPair? pair = ports.TryOpen();

        Assert.AreEqual(23014, pair?.Port);
        Assert.IsNull(ports.TryOpen());
        Assert.AreEqual(1, ports.Free, "the port that was held by another is tried again later");
    }

    [TestMethod]
    public void A_returned_port_is_used_again_last()
    {
        PortAllocator ports = TestPorts.Range(23020, 23029);
        RtpPortPair first = ports.TryOpen()!;
        int port = first.Port;
        first.Dispose();
        first.Dispose();

        var order = new List<int>();
        var held = new List<RtpPortPair>();
        while (ports.TryOpen() is RtpPortPair pair)
        {
            order.Add(pair.Port);
            held.Add(pair);
        }

        held.ForEach(pair => pair.Dispose());
        Assert.HasCount(5, order);
        Assert.AreEqual(port, order[^1]);
    }
}
