using System.Net;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>The torture messages of RFC 5118, §4.1 to §4.10, in what they are about.</summary>
[TestClass]
public sealed class Ipv6Tests
{
    [TestMethod]
    [DataRow("sip:[2001:db8::10]", "[2001:db8::10]", null, DisplayName = "4.1 a reference in brackets")]
    [DataRow("sip:[2001:db8::10:5070]", "[2001:db8::10:5070]", null, DisplayName = "4.3 the port is part of the address")]
    [DataRow("sip:[2001:db8::10]:5070", "[2001:db8::10]", 5070, DisplayName = "4.4 the port is outside the brackets")]
    public void A_reference_in_the_Request_URI_is_taken_apart(string uri, string host, int? port)
    {
        SipRequest request = Sip.Request(Text(uri));
        Assert.IsTrue(request.Uri.TryGetSip(out SipUri sip));
        Assert.AreEqual((host, port), (sip.Host.ToString(), sip.Port));
        Assert.IsTrue(sip.HostPort.TryGetAddress(out IPAddress? address) && address!.GetAddressBytes().Length == 16);
    }

    [TestMethod]
    public void An_address_without_brackets_is_refused_as_4_2_wants() =>
        Assert.AreEqual(SipRejection.BadRequestUri, Sip.Try(Text("sip:2001:db8::10")).Reason);

    [TestMethod]
    [DataRow("[2001:db8::9:255]", DisplayName = "4.5 with brackets")]
    [DataRow("2001:db8::9:255", DisplayName = "4.5 without brackets")]
    public void Received_is_taken_with_and_without_brackets(string received)
    {
        SipRequest request = Sip.Request(Text("sip:b@b", $";received={received}"));
        Assert.AreEqual(received, request.TopVia.Received.ToString());
        Assert.AreEqual("[2001:db8::9:1]", request.TopVia.SentBy.Host.ToString());
    }

    [TestMethod]
    public void Addresses_of_both_families_stand_side_by_side_as_in_4_6_to_4_9()
    {
        const string sdp = "v=0\r\no=bob 280744730 28977631 IN IP6 2001:db8::20\r\ns=\r\nt=0 0\r\nm=audio 22334 RTP/AVP 0\r\nc=IN IP4 192.0.2.1\r\nm=video 6024 RTP/AVP 107\r\nc=IN IP6 ::ffff:192.0.2.1\r\n";
        SipRequest request = Sip.Request(Text("sip:b@[2001:db8::10]", string.Empty, sdp));
        SdpDescription.TryRead(request.Body, SdpLimits.Default, out SdpDescription? description);
        Assert.IsTrue(description!.ConnectionOf(description.Media[0])!.Value.TryGetAddress(out IPAddress? four) && four!.Equals(IPAddress.Parse("192.0.2.1")));
        Assert.IsTrue(description.ConnectionOf(description.Media[1])!.Value.TryGetAddress(out IPAddress? mapped) && mapped!.IsIPv4MappedToIPv6);
    }

    [TestMethod]
    public void The_extra_colon_of_4_10_is_carried_but_is_no_address()
    {
        SipRequest request = Sip.Request(Text("sip:user@[2001:db8:::192.0.2.1]"));
        Assert.IsTrue(request.Uri.TryGetSip(out SipUri uri));
        Assert.IsFalse(uri.HostPort.TryGetAddress(out _));
    }

    private static string Text(string uri, string viaParameters = "", string body = "") =>
        $"INVITE {uri} SIP/2.0\r\nTo: sip:user@example.com\r\nFrom: sip:user@example.com;tag=81x2\r\n"
        + $"Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111{viaParameters}\r\nCall-ID: SSG9559905523997077@hlau_4100\r\nMax-Forwards: 70\r\n"
        + $"Contact: <sip:caller@[2001:db8::1]>\r\nCSeq: 98176 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
