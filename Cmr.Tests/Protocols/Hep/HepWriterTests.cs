using System.Net;
using System.Text;
using Cmr.Protocols.Hep;

namespace Cmr.Tests.Protocols.Hep;

[TestClass]
public sealed class HepWriterTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 7, 14, 12, 34, 56, TimeSpan.FromHours(2)).AddMicroseconds(123_456);
    private static readonly HepAgent Agent = new(2001, "myHep", "cmr-1");
    private static readonly byte[] Message = "OPTIONS sip:x@y SIP/2.0\r\n\r\n"u8.ToArray();

    [TestMethod]
    [DataRow("10.0.0.1:5060", "192.0.2.7:15060", HepTransport.Udp)]
    [DataRow("[2001:db8::1]:5061", "[2001:db8::2]:65535", HepTransport.Tcp)]
    public void A_packet_says_who_sent_what_to_whom_when_and_how(string source, string destination, HepTransport transport)
    {
        HepPacket packet = Write(new HepCapture(IPEndPoint.Parse(source), IPEndPoint.Parse(destination), transport, At, Message, "a-leg@h"), Agent, out bool isCut);

        Assert.IsFalse(isCut);
        Assert.AreEqual((source, destination), (packet.Source.ToString(), packet.Destination.ToString()));
        Assert.AreEqual(((long)transport, 1L, 2001L), (packet.Transport, packet.ProtocolType, packet.AgentId));
        Assert.AreEqual(At, packet.At);
        Assert.AreEqual("myHep a-leg@h cmr-1", $"{packet.Text(14)} {packet.Text(17)} {packet.Text(19)}");
        CollectionAssert.AreEqual(Message, packet.Payload);
    }

    [TestMethod]
    public void What_is_not_known_is_left_out()
    {
        HepPacket packet = Write(new HepCapture(IPEndPoint.Parse("10.0.0.1:5060"), IPEndPoint.Parse("10.0.0.2:5060"), HepTransport.Udp, At, Message, default), new HepAgent(1, default, default), out _);

        CollectionAssert.AreEquivalent(new[] { 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 15 }, packet.Types.ToArray());
    }

    [TestMethod]
    public void A_mapped_address_is_one_of_IPv4()
    {
        IPEndPoint mapped = new(IPAddress.Parse("10.0.0.1").MapToIPv6(), 5060);

        HepPacket packet = Write(new HepCapture(mapped, new IPEndPoint(mapped.Address, 5062), HepTransport.Udp, At, Message, default), Agent, out _);

        Assert.AreEqual("10.0.0.1:5060 10.0.0.1:5062", $"{packet.Source} {packet.Destination}");
    }

    [TestMethod]
    public void What_does_not_fit_is_cut_and_the_packet_stays_whole()
    {
        byte[] huge = new byte[70_000];
        Array.Fill(huge, (byte)'A');
        string callId = new('c', 60_000);

        HepPacket packet = Write(new HepCapture(IPEndPoint.Parse("10.0.0.1:5060"), IPEndPoint.Parse("10.0.0.2:5060"), HepTransport.Udp, At, huge, callId), Agent, out bool isCut);

        Assert.IsTrue(isCut);
        Assert.AreEqual(512, packet.Text(17).Length);
        Assert.IsTrue(packet.Payload.Length is > 64_000 and < 65_507);
    }

    [TestMethod]
    public void Every_length_up_to_the_largest_is_written_rightly()
    {
        byte[] payload = Encoding.ASCII.GetBytes(new string('B', 66_000));
        for (int length = 64_500; length < payload.Length; length += 37)
        {
            HepPacket packet = Write(new HepCapture(IPEndPoint.Parse("10.0.0.1:1"), IPEndPoint.Parse("10.0.0.2:2"), HepTransport.Udp, At, payload.AsMemory(0, length), "x"), Agent, out bool isCut);
            Assert.AreEqual(isCut, packet.Payload.Length < length);
        }
    }

    private static HepPacket Write(in HepCapture capture, in HepAgent agent, out bool isCut)
    {
        byte[] buffer = new byte[HepWriter.MaxPacketLength];
        int length = HepWriter.Write(capture, agent, buffer, out isCut);
        return new HepPacket(buffer[..length]);
    }
}
