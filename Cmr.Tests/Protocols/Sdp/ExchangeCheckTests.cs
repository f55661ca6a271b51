using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sdp;

/// <summary>RFC 3264 §6 and §8, RFC 6337 §5.3: legal answers, legal later descriptions, hold in both spellings; what passes through unharmed.</summary>
[TestClass]
public sealed class ExchangeCheckTests
{
    private const string Head = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n";
    private const string Offer = Head + "m=audio 4000 RTP/AVP 8 96\r\na=rtpmap:96 AMR/8000\r\na=sendonly\r\nm=video 0 RTP/AVP 34\r\nm=application 9 UDP/BFCP *\r\n";

    public static IEnumerable<object[]> Names => Corpora.FileNames("sdp");

    [TestMethod]
    [DataRow("m=audio 5000 RTP/AVP 8\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.None)]
    [DataRow("m=audio 0 RTP/AVP 8\r\nm=video 0 RTP/AVP 34\r\nm=application 9 UDP/BFCP *\r\na=recvonly\r\n", ExchangeProblem.None)]
    [DataRow("m=audio 5000 RTP/AVP 8\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\n", ExchangeProblem.MediaCount)]
    [DataRow("m=video 5000 RTP/AVP 8\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.MediaType)]
    [DataRow("m=audio 5000 RTP/SAVP 8\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.Protocol)]
    [DataRow("m=audio 5000 RTP/AVP 8\r\na=recvonly\r\nm=video 5002 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.RefusedStream)]
    [DataRow("m=audio 5000 RTP/AVP 0\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.Formats)]
    [DataRow("m=audio 5000 RTP/AVP 8\r\nm=video 0 RTP/AVP 34\r\nm=application 0 UDP/BFCP *\r\n", ExchangeProblem.Direction)]
    public void An_answer_is_legal_or_the_reason_is_named(string media, ExchangeProblem expected) =>
        Assert.AreEqual(expected, ExchangeCheck.OfAnswer(Read(Offer), Read(Head + media)));

    [TestMethod]
    public void The_answers_that_we_make_are_legal_for_every_offer_of_the_corpus()
    {
        Assert.IsTrue(!Corpora.ArePresent || Names.Any());
        foreach (string name in Names.Select(row => (string)row[0]))
        {
            if (SdpDescription.TryRead(Corpora.Read("sdp", name), SdpLimits.Default, out SdpDescription? offer).IsComplete && offer!.Origin is { } origin)
            {
                SdpConnection here = new("IP4", "10.0.0.9");
                SdpMediaAnswer?[] answers = [.. offer.Media.Select(media => media.Codecs.Count == 0 ? null : new SdpMediaAnswer(6000, here, [media.Codecs[0]], SdpDirection.SendRecv))];
                Assert.AreEqual(ExchangeProblem.None, ExchangeCheck.OfAnswer(offer, SdpAnswer.To(offer, origin, answers)), name);
                Assert.AreEqual(ExchangeProblem.None, ExchangeCheck.OfNext(offer, offer), name);
            }
        }
    }

    [TestMethod]
    [DataRow("o=- 1 2 IN IP4 10.0.0.1", "m=audio 4002 RTP/AVP 8 96", ExchangeProblem.None)]
    [DataRow("o=- 1 1 IN IP4 10.0.0.1", "m=audio 4000 RTP/AVP 8 96", ExchangeProblem.None)]
    [DataRow("o=- 1 1 IN IP4 10.0.0.1", "m=audio 4002 RTP/AVP 8 96", ExchangeProblem.Version)]
    [DataRow("o=- 1 3 IN IP4 10.0.0.1", "m=audio 4002 RTP/AVP 8 96", ExchangeProblem.Version)]
    [DataRow("o=- 2 2 IN IP4 10.0.0.1", "m=audio 4002 RTP/AVP 8 96", ExchangeProblem.Origin)]
    [DataRow("o=- 1 2 IN IP4 10.0.0.2", "m=audio 4002 RTP/AVP 8 96", ExchangeProblem.Origin)]
    public void A_later_description_is_legal_or_the_reason_is_named(string origin, string audio, ExchangeProblem expected)
    {
        string next = Offer.Replace("o=- 1 1 IN IP4 10.0.0.1", origin, StringComparison.Ordinal).Replace("m=audio 4000 RTP/AVP 8 96", audio, StringComparison.Ordinal);
        Assert.AreEqual(expected, ExchangeCheck.OfNext(Read(Offer), Read(next)));
    }

    [TestMethod]
    public void Lines_may_not_vanish_and_payload_types_keep_their_meaning()
    {
        string next = Offer.Replace("1 1 IN", "1 2 IN", StringComparison.Ordinal);
        Assert.AreEqual(ExchangeProblem.MediaCount, ExchangeCheck.OfNext(Read(Offer), Read(next.Split("m=application")[0])));
        Assert.AreEqual(ExchangeProblem.PayloadType, ExchangeCheck.OfNext(Read(Offer), Read(next.Replace("96 AMR/8000", "96 EVS/16000", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("a=sendonly", "10.0.0.1", SdpDirection.SendOnly, true)]
    [DataRow("a=inactive", "10.0.0.1", SdpDirection.Inactive, true)]
    [DataRow("a=sendrecv", "0.0.0.0", SdpDirection.SendOnly, true)]
    [DataRow("a=recvonly", "0.0.0.0", SdpDirection.Inactive, true)]
    [DataRow("a=recvonly", "10.0.0.1", SdpDirection.RecvOnly, false)]
    [DataRow("a=sendrecv", "10.0.0.1", SdpDirection.SendRecv, false)]
    public void Hold_is_seen_in_both_spellings(string attribute, string address, SdpDirection effective, bool held)
    {
        SdpDescription description = Read(Head + $"m=audio 4000 RTP/AVP 8\r\nc=IN IP4 {address}\r\n{attribute}\r\n");
        Assert.AreEqual(effective, SdpHold.EffectiveDirection(description, description.Media[0]));
        Assert.AreEqual(held, SdpHold.IsHeld(description, description.Media[0]));
    }

    [TestMethod]
    public void Hold_and_resume_turn_each_stream_and_leave_refused_ones_alone()
    {
        SdpDescription both = Read(Head + "m=audio 4000 RTP/AVP 8\r\nm=audio 4002 RTP/AVP 8\r\na=recvonly\r\nm=video 0 RTP/AVP 34\r\n");
        SdpDescription held = SdpHold.Hold(both);
        CollectionAssert.AreEqual(new SdpDirection?[] { SdpDirection.SendOnly, SdpDirection.Inactive, null }, held.Media.Select(media => media.Direction).ToArray());
        SdpDescription resumed = SdpHold.Resume(held);
        CollectionAssert.AreEqual(new SdpDirection?[] { SdpDirection.SendRecv, SdpDirection.RecvOnly, null }, resumed.Media.Select(media => media.Direction).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Bundle_ICE_and_all_other_attributes_pass_through_a_change_of_origin_address_and_direction(string name)
    {
        if (!SdpDescription.TryRead(Corpora.Read("sdp", name), SdpLimits.Default, out SdpDescription? description).IsComplete)
        {
            return;
        }

        SdpDescription changed = description!.WithOrigin(new SdpOrigin("-", "1", "2", "IP4", "10.0.0.9")).WithConnection(new SdpConnection("IP4", "10.0.0.9"))
            .WithEachMedia(media => media.WithDirection(SdpDirection.SendOnly).WithPort(4000));
        CollectionAssert.AreEqual(Kept(description), Kept(Read(changed.ToString())));
    }

    [TestMethod]
    public void Bandwidth_rtcp_packet_times_and_content_are_read()
    {
        SdpDescription description = Read(Head.Replace("t=0 0", "b=CT:1000\r\nt=0 0", StringComparison.Ordinal)
            + "m=audio 4000 RTP/AVP 8\r\nb=AS:64\r\nb=RS:800\r\nb=TIAS:64000\r\nb=nonsense\r\nb=AS:-1\r\na=ptime:20\r\na=maxptime:40\r\na=rtcp:53020 IN IP6 2001:db8::1\r\na=content:g.3gpp.cat, main\r\n");
        SdpMedia media = description.Media[0];
        CollectionAssert.AreEqual(new[] { "AS:64", "RS:800", "TIAS:64000" }, media.Bandwidths.Select(bandwidth => bandwidth.ToString()).ToArray());
        CollectionAssert.AreEqual(new long?[] { 64000, 800, 64000 }, media.Bandwidths.Select(bandwidth => bandwidth.BitsPerSecond).ToArray());
        Assert.AreEqual(1_000_000L, description.Bandwidths.Single().BitsPerSecond);
        Assert.AreEqual((20, 40), (media.PTime, media.MaxPTime));
        Assert.AreEqual("a=rtcp:53020 IN IP6 2001:db8::1", media.Rtcp!.Value.ToLine().ToString());
        Assert.IsTrue(media.HasContent("G.3GPP.CAT"u8) && media.HasContent("main"u8) && !media.HasContent("alt"u8));
    }

    [TestMethod]
    [DataRow("IP4", "224.2.1.1/127", "224.2.1.1")]
    [DataRow("IP4", "10.0.0.1", "10.0.0.1")]
    [DataRow("IP6", "2001:db8::1", "2001:db8::1")]
    [DataRow("IP6", "FF15::101/3", "ff15::101")]
    [DataRow("IP6", "fe80::1%eth0", null)]
    [DataRow("IP4", "2001:db8::1", null)]
    [DataRow("IP6", "10.0.0.1", null)]
    [DataRow("IP4", "1", null)]
    [DataRow("IP4", "0x7f.0.0.1", null)]
    [DataRow("IP4", "host.example", null)]
    public void An_address_is_numeric_and_of_its_type_or_none(string type, string text, string? address) =>
        Assert.AreEqual(address, new SdpConnection(type, text).TryGetAddress(out System.Net.IPAddress? found) ? found!.ToString() : null);

    [TestMethod]
    public void A_media_line_with_thousands_of_formats_is_refused()
    {
        string flood = Head + "m=audio 4000 RTP/AVP" + string.Concat(Enumerable.Repeat(" 0", 257)) + "\r\n";
        Assert.AreEqual(SdpRejection.TooManyFormats, SdpDescription.TryRead((Utf8Text)flood, SdpLimits.Default, out _).Reason);
    }

    private static List<string> Kept(SdpDescription description) =>
        [.. description.SessionLines.Concat(description.Media.SelectMany(media => media.Lines.Skip(1)))
            .Where(line => line.Type is not ('o' or 'c') && SdpDirections.TryRead(line) is null).Select(line => line.ToString())];

    private static SdpDescription Read(string text) =>
        SdpDescription.TryRead((Utf8Text)text, SdpLimits.Default, out SdpDescription? description).IsComplete ? description! : throw new FormatException(text);
}
