using System.Net;
using System.Text;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sdp;

[TestClass]
public sealed class SdpDescriptionTests
{
    private const string Offer =
        "v=0\r\no=- 42 7 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\na=x-unknown:kept\r\na=sendonly\r\n"
        + "m=audio 40000 RTP/AVP 8 0 101 96\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"
        + "m=video 40002/2 RTP/AVPF 34 97\r\ni=picture\r\nc=IN IP6 2001:db8::1\r\nb=AS:384\r\na=rtpmap:97 H264/90000\r\na=fmtp:97 packetization-mode=1\r\na=inactive\r\n";

    // What is refused on purpose, and why.
    private static readonly Dictionary<string, SdpRejection> Refused = new(StringComparer.Ordinal)
    {
        ["wr-unittest-3.sdp"] = SdpRejection.BadVersion,  // a media section alone
        ["wr-unittest-6.sdp"] = SdpRejection.BadVersion,
        ["wr-unittest-7.sdp"] = SdpRejection.BadVersion,
        ["pj-input6.sdp"] = SdpRejection.BadMedia,        // fuzzer output
        ["osip-sdp04.sdp"] = SdpRejection.BadMedia,       // port 492170
        ["osip-sdp05.sdp"] = SdpRejection.BadMedia,
        ["osip-sdp07.sdp"] = SdpRejection.BadMedia,
    };

    public static IEnumerable<object[]> Names => Corpora.FileNames("sdp");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Each_description_of_the_corpus_is_read_and_written_back(string name)
    {
        byte[] octets = Corpora.Read("sdp", name);
        SdpParseOutcome outcome = SdpDescription.TryRead(octets, SdpLimits.Default, out SdpDescription? description);
        Assert.AreEqual(Refused.GetValueOrDefault(name), outcome.Reason, $"at {outcome.Offset}");
        if (description is null)
        {
            return;
        }

        CollectionAssert.AreEqual(octets, description.ToText().Span.ToArray(), "untouched, it must stay the same octets");
        IReadOnlyDictionary<string, string> row = Corpora.Index("sdp").Single(row => row["name"] == name);
        Assert.AreEqual(row["m_lines"], description.Media.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        SdpDescription again = Read(description.WithEachMedia(media => media).ToString());
        CollectionAssert.AreEqual(Lines(description), Lines(again), "written anew, it must have the same lines");
        _ = description.Media.Select(media => (media.Codecs, media.PTime, description.DirectionOf(media), description.ConnectionOf(media))).ToList();
    }

    [TestMethod]
    public void Typed_views_of_an_offer()
    {
        SdpDescription offer = Read(Offer);
        Assert.AreEqual(("42", "7", "10.0.0.1"), (offer.Origin!.Value.SessionId.ToString(), offer.Origin.Value.Version.ToString(), offer.Origin.Value.Address.ToString()));
        SdpMedia audio = offer.Media[0];
        CollectionAssert.AreEqual(
            new SdpCodec[] { new(8, "PCMA", 8000), new(0, "PCMU", 8000), new(101, "telephone-event", 8000, 1, "0-15") },
            audio.Codecs.ToArray(), "96 has no rtpmap, 0 needs none");
        Assert.AreEqual(20, audio.PTime);
        Assert.AreEqual(SdpDirection.SendOnly, offer.DirectionOf(audio));
        Assert.AreEqual("10.0.0.1", offer.ConnectionOf(audio)!.Value.Address.ToString());
        SdpMedia video = offer.Media[1];
        Assert.AreEqual(2, video.MediaLine.PortCount);
        Assert.AreEqual(SdpDirection.Inactive, offer.DirectionOf(video));
        Assert.IsTrue(offer.ConnectionOf(video)!.Value.TryGetAddress(out IPAddress? address) && address!.Equals(IPAddress.Parse("2001:db8::1")));
        Assert.AreEqual("packetization-mode=1", video.Codecs[1].Parameters);
    }

    [TestMethod]
    public void Edits_touch_what_they_name_and_nothing_else()
    {
        SdpDescription offer = Read(Offer);
        SdpDescription changed = offer
            .WithOrigin(SdpOrigin.Create(9, 10, IPAddress.Parse("10.9.9.9")))
            .WithConnection(SdpConnection.Of(IPAddress.Parse("10.9.9.9")))
            .WithMedia(0, offer.Media[0].WithPort(5000).WithDirection(SdpDirection.RecvOnly).WithAttribute("content", "g.3gpp.cat"))
            .WithMedia(1, offer.Media[1].WithConnection(null).WithoutAttribute("fmtp").WithPort(0));
        string expected = Offer
            .Replace("o=- 42 7 IN IP4 10.0.0.1", "o=- 9 10 IN IP4 10.9.9.9", StringComparison.Ordinal)
            .Replace("\r\nc=IN IP4 10.0.0.1", "\r\nc=IN IP4 10.9.9.9", StringComparison.Ordinal)
            .Replace("m=audio 40000", "m=audio 5000", StringComparison.Ordinal)
            .Replace("a=ptime:20\r\n", "a=ptime:20\r\na=recvonly\r\na=content:g.3gpp.cat\r\n", StringComparison.Ordinal);
        expected = expected.Replace("m=video 40002/2", "m=video 40002/2", StringComparison.Ordinal);
        SdpDescription again = Read(changed.ToString());
        Assert.AreEqual(expected.Split("m=video")[0], changed.ToString().Split("m=video")[0]);
        Assert.IsTrue(again.Media[1].IsRejected && again.Media[1].Connection is null && again.Media[1].Attribute("fmtp"u8) is null);
        Assert.AreEqual("g.3gpp.cat", again.Media[0].Attribute("content"u8).ToString());
        Assert.AreEqual(Offer, offer.ToString(), "the original never changes");
    }

    [TestMethod]
    public void Codecs_are_replaced_with_their_attributes()
    {
        SdpMedia media = Read(Offer).Media[0].WithCodecs([new SdpCodec(0, "PCMU", 8000), new SdpCodec(96, "AMR", 8000, 1, "mode-set=7")]);
        string[] lines = [.. media.Lines.Select(line => line.ToString())];
        CollectionAssert.AreEqual(new[] { "m=audio 40000 RTP/AVP 0 96", "a=rtpmap:0 PCMU/8000", "a=rtpmap:96 AMR/8000", "a=fmtp:96 mode-set=7", "a=ptime:20" }, lines);
    }

    [TestMethod]
    public void LF_and_CRLF_and_empty_lines_are_taken()
    {
        SdpDescription description = Read(Offer.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n\r\n");
        Assert.HasCount(2, description.Media);
        Assert.AreEqual(Offer, description.WithEachMedia(media => media).ToString());
    }

    [TestMethod]
    [DataRow("", SdpRejection.Empty)]
    [DataRow("o=- 1 1 IN IP4 a\r\n", SdpRejection.BadVersion)]
    [DataRow("v=1\r\n", SdpRejection.BadVersion)]
    [DataRow("v=0\r\nxyz\r\n", SdpRejection.BadLine)]
    [DataRow("v=0\r\na\rb=c\r\n", SdpRejection.BadLine)]
    [DataRow("v=0\r\no=- 1 1 IN IP4\r\n", SdpRejection.BadOrigin)]
    [DataRow("v=0\r\nc=IN IP4\r\n", SdpRejection.BadConnection)]
    [DataRow("v=0\r\nm=audio 1\r\n", SdpRejection.BadMedia)]
    [DataRow("v=0\r\nm=audio 65536 RTP/AVP 0\r\n", SdpRejection.BadMedia)]
    [DataRow("v=0\r\nm=audio x RTP/AVP 0\r\n", SdpRejection.BadMedia)]
    public void A_malformed_description_has_a_reason(string text, SdpRejection expected) =>
        Assert.AreEqual(expected, SdpDescription.TryRead(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out _).Reason);

    [TestMethod]
    public void Limits_hold()
    {
        Assert.AreEqual(SdpRejection.TooLarge, Outcome("v=0\r\n" + new string('a', 40_000)));
        Assert.AreEqual(SdpRejection.TooManyLines, Outcome("v=0\r\n" + string.Concat(Enumerable.Repeat("a=b\r\n", 1100))));
        Assert.AreEqual(SdpRejection.TooManyMedia, Outcome("v=0\r\n" + string.Concat(Enumerable.Repeat("m=audio 1 RTP/AVP 0\r\n", 33))));
    }

    [TestMethod]
    [DataRow("o=Anna Maria 1 2 IN IP4 10.0.0.1", "Anna|1|2|IP4|10.0.0.1")]
    [DataRow("o=-  1   2 IN IP6 ::1 ", "-|1|2|IP6|::1")]
    [DataRow("o=- 99999999999999999999999 0 IN IP4 host.example", "-|99999999999999999999999|0|IP4|host.example")]
    public void An_origin_is_read_as_leniently_as_RFC_4566_senders_write_it(string line, string expected)
    {
        SdpOrigin origin = Read($"v=0\n{line}\ns=\nt=0 0\n").Origin!.Value;
        Assert.AreEqual(expected, $"{origin.Username}|{origin.SessionId}|{origin.Version}|{origin.AddressType}|{origin.Address}");
    }

    [TestMethod]
    public void The_first_readable_rtpmap_and_the_first_fmtp_of_a_payload_type_count()
    {
        SdpMedia media = Read("v=0\r\nm=audio 1 RTP/AVP 96 97 8 128 x 96\r\na=rtpmap:96 broken\r\na=rtpmap:96 AMR/8000\r\na=rtpmap:96 EVS/16000\r\na=fmtp:96\r\na=fmtp:96 a=1\r\na=fmtp:96 b=2\r\na=fmtp:0 zero\r\n"
            + "a=rtpmap:97 L16/44100/2\r\na=rtpmap:8 x-own/8000\r\n").Media[0];
        CollectionAssert.AreEqual(new SdpCodec[] { new(96, "AMR", 8000, 1, "a=1"), new(97, "L16", 44100, 2), new(8, "x-own", 8000), new(96, "AMR", 8000, 1, "a=1") }, media.Codecs.ToArray());
    }

    [TestMethod]
    public void Reading_a_description_costs_a_small_multiple_of_its_length()
    {
        byte[] octets = Encoding.ASCII.GetBytes(Offer);
        long cost = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SdpDescription.TryRead(new Utf8Text(octets), SdpLimits.Default, out SdpDescription? description);
            _ = description!.Media[0].Codecs.Count + description.Media[1].Codecs.Count;
            cost = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.IsLessThan(5L * octets.Length, cost);
    }

    private static SdpRejection Outcome(string text) => SdpDescription.TryRead(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out _).Reason;

    private static SdpDescription Read(string text)
    {
        SdpParseOutcome outcome = SdpDescription.TryRead((Utf8Text)text, SdpLimits.Default, out SdpDescription? description);
        return description ?? throw new FormatException(outcome.ToString());
    }

    private static List<SdpLine> Lines(SdpDescription description) =>
        [.. description.SessionLines, .. description.Media.SelectMany(media => media.Lines)];
}
