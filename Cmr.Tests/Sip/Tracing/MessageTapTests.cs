using System.Net;
using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Tracing;

namespace Cmr.Tests.Sip.Tracing;

[TestClass]
public sealed class MessageTapTests
{
    private static readonly SipEndpoint Peer = SipEndpoint.Udp(IPAddress.Loopback, 5062);

    [TestMethod]
    public void Messages_count_by_direction_transport_and_kind_and_are_shown_while_somebody_looks_on()
    {
        MessageTap tap = new();
        SipMessage options = Read("OPTIONS sip:x@y SIP/2.0");
        SipMessage unknown = Read("DANCE sip:x@y SIP/2.0", "DANCE");
        SipMessage busy = Read("SIP/2.0 486 Busy Here");
        Collecting watcher = new();

        tap.Received(options, Peer);
        using (tap.Watch(watcher))
        {
            tap.Received(unknown, Peer.Over(SipTransport.Tls));
            tap.Sent(busy, Peer, "a-leg");
            tap.ReceivedMalformed("rubbish"u8, Peer);
            tap.SentStateless("SIP/2.0 400 Malformed CSeq\r\n\r\n"u8.ToArray(), Peer);
        }

        tap.Received(options, Peer);
        Assert.IsFalse(tap.IsWatched);
        CollectionAssert.AreEqual(new[] { "in DANCE", "out SIP/2.0 486", "in rubbish", "out SIP/2.0 400" }, watcher.Seen);
        TrafficCounters traffic = tap.Traffic;
        Assert.AreEqual(2, traffic.Received(SipTransport.Udp, MessageKinds.Of(options)));
        Assert.AreEqual(1, traffic.Received(SipTransport.Tls, MessageKinds.Of(unknown)));
        Assert.AreEqual(1, traffic.Received(SipTransport.Udp, MessageKinds.Malformed));
        Assert.AreEqual(2, traffic.Sent(SipTransport.Udp, MessageKinds.Of(busy)), "486 and the stateless 400");
        Assert.AreEqual(2 * options.Length + "rubbish".Length, traffic.OctetsReceived(SipTransport.Udp));
    }

    [TestMethod]
    public void Kinds_have_names_of_their_own_and_nothing_else_has_a_kind()
    {
        List<string> names = [.. Enumerable.Range(0, MessageKinds.Count).Select(MessageKinds.Name)];

        CollectionAssert.AllItemsAreUnique(names);
        CollectionAssert.IsSubsetOf(new[] { "other", "INVITE", "PUBLISH", "1xx", "6xx", "malformed" }, names);
        Assert.AreEqual("malformed", MessageKinds.Name(MessageKinds.OfResponse("SIP/2.0 9"u8)));
        Assert.AreEqual("4xx", MessageKinds.Name(MessageKinds.OfResponse("SIP/2.0 404 Not Found"u8)));
    }

    [TestMethod]
    public void Counting_allocates_nothing()
    {
        MessageTap tap = new();
        SipMessage options = Read("OPTIONS sip:x@y SIP/2.0");
        Pass(tap, options, 10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass(tap, options, 1000);

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Pass(MessageTap tap, SipMessage message, int times)
    {
        for (int i = 0; i < times; i++)
        {
            tap.Received(message, Peer);
            tap.Sent(message, Peer, default);
        }
    }

    private static SipMessage Read(string startLine, string method = "OPTIONS")
    {
        string text = $"{startLine}\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\nCSeq: 1 {method}\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";
        Assert.IsTrue(SipMessage.TryRead(Encoding.ASCII.GetBytes(text), SipLimits.Default, out SipMessage? message).IsComplete);
        return message!; // complete
    }

    private sealed class Collecting : IMessageWatcher
    {
        public List<string> Seen { get; } = [];

        public void See(in SeenMessage seen) =>
            Seen.Add($"{(seen.IsIncoming ? "in" : "out")} {Encoding.ASCII.GetString(seen.Octets.Span[..Math.Min(seen.Octets.Length, seen.Octets.Span.StartsWith("SIP"u8) ? 11 : seen.Message is null ? 7 : 5)])}");
    }
}
