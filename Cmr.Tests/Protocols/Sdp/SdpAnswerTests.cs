using System.Net;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Sdp;

[TestClass]
public sealed class SdpAnswerTests
{
    private static readonly SdpConnection Here = SdpConnection.Of(IPAddress.Parse("10.0.0.9"));
    private static readonly SdpOrigin Origin = SdpOrigin.Create(5, 1, IPAddress.Parse("10.0.0.9"));
    private static readonly SdpCodec[] G711 = [new(0, "PCMU", 8000), new(8, "PCMA", 8000)];

    [TestMethod]
    public void An_answer_has_the_lines_of_the_offer_in_its_order_and_its_payload_types()
    {
        SdpDescription offer = Read("v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=2 3\r\nm=video 5000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\nm=audio 6000 RTP/AVP 111 9 110\r\na=rtpmap:111 pcma/8000\r\na=rtpmap:110 PCMU/8000/1\r\na=sendonly\r\nm=audio 0 RTP/AVP 8\r\n");
        IReadOnlyList<SdpCodec> common = SdpAnswer.CommonCodecs(offer.Media[1], G711);
        SdpMediaAnswer accept = new(7000, Here, common, SdpDirection.SendRecv) { PTime = 20, Attributes = [SdpLine.Attribute("content", "g.3gpp.cat")] };
        string answer = SdpAnswer.To(offer, Origin, [null, accept, accept]).ToString();
        Assert.AreEqual(
            "v=0\r\no=- 5 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=2 3\r\nm=video 0 RTP/AVP 96\r\n"
            + "m=audio 7000 RTP/AVP 111 110\r\na=rtpmap:111 pcma/8000\r\na=rtpmap:110 PCMU/8000\r\na=ptime:20\r\na=recvonly\r\na=content:g.3gpp.cat\r\n"
            + "m=audio 0 RTP/AVP 8\r\n",
            answer);
    }

    [TestMethod]
    public void An_offer_refused_altogether_still_gets_a_whole_answer()
    {
        SdpDescription offer = Read("v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\nc=IN IP4 10.0.0.1\r\n");
        Assert.AreEqual("v=0\r\no=- 5 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\n", SdpAnswer.To(offer, Origin, []).ToString());
    }

    [TestMethod]
    [DataRow(SdpDirection.SendRecv, SdpDirection.SendOnly, SdpDirection.SendOnly)]
    [DataRow(SdpDirection.SendOnly, SdpDirection.SendRecv, SdpDirection.RecvOnly)]
    [DataRow(SdpDirection.RecvOnly, SdpDirection.SendRecv, SdpDirection.SendOnly)]
    [DataRow(SdpDirection.RecvOnly, SdpDirection.RecvOnly, SdpDirection.Inactive)]
    [DataRow(SdpDirection.Inactive, SdpDirection.SendRecv, SdpDirection.Inactive)]
    public void A_direction_is_answered_as_RFC_3264_6_1_allows(SdpDirection offered, SdpDirection wanted, SdpDirection expected) =>
        Assert.AreEqual(expected, SdpDirections.Answer(offered, wanted));

    private static SdpDescription Read(string text)
    {
        SdpDescription.TryRead((Utf8Text)text, SdpLimits.Default, out SdpDescription? description);
        return description!;
    }
}
