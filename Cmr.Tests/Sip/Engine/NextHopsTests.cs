using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;

namespace Cmr.Tests.Sip.Engine;

[TestClass]
public sealed class NextHopsTests
{
    private readonly NextHops _hops = new(new LocalNode(IPEndPoint.Parse("127.0.0.1:5060")), outboundProxy: null, routes: []);

    [TestMethod]
    [DataRow("sip:b@127.0.0.1")]
    [DataRow("sip:b@127.0.0.1:5060")]
    [DataRow("sip:b@0.0.0.0:5060")]
    [DataRow("sip:b@0.0.0.0")]
    public void A_way_that_leads_back_to_this_node_is_a_loop(string uri) => Assert.IsInstanceOfType<NextHop.Loop>(Of(uri));

    [TestMethod]
    [DataRow("sip:b@224.0.1.75")]
    [DataRow("sip:b@255.255.255.255")]
    [DataRow("sip:b@0.0.0.0:5061")]
    public void Nothing_is_sent_to_many_or_to_nobody(string uri) => Assert.IsInstanceOfType<NextHop.None>(Of(uri));

    [TestMethod]
    public void Another_address_is_a_next_hop() => Assert.AreEqual(new NextHop.At(SipEndpoint.Udp(IPAddress.Parse("127.0.0.1"), 5062)), Of("sip:b@127.0.0.1:5062"));

    private NextHop Of(string uri) => _hops.Of(new HopWish(AnyUri.Parse(uri), IsNewCall: true));
}
