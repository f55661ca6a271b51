using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;
using Cmr.Media.Sessions;

namespace Cmr.Tests.Media.Sessions;

[TestClass]
public sealed class StreamNegotiationTests
{
    private static readonly PayloadFormat Pcmu = new(0, "PCMU", 8000, 1, null);
    private static readonly PayloadFormat Pcma = new(8, "pcma", 8000, 1, null);
    private static readonly PayloadFormat G722 = new(9, "G722", 8000, 1, null);
    private static readonly PayloadFormat WidePcma = new(97, "PCMA", 16000, 1, null);
    private static readonly PayloadFormat StereoPcma = new(98, "PCMA", 8000, 2, null);
    private static readonly PayloadFormat Events = new(101, "telephone-event", 8000, 1, "0-15");
    private static readonly PayloadFormat WideEvents = new(102, "telephone-event", 48000, 1, "0-15");
    private static readonly PayloadFormat H264 = new(99, "H264", 90000, 1, "profile-level-id=42e01f");
    private static readonly string Hash = new('a', 64);

    [TestMethod]
    public void The_offerers_order_decides_among_what_there_is()
    {
        Assert.AreEqual(G711Encoding.Pcma, Agreed([Audio(G722, Pcma, Pcmu)], Both).Encoding);
        Assert.AreEqual(G711Encoding.Pcmu, Agreed([Audio(Pcmu, Pcma)], Both).Encoding);
        Assert.AreEqual(G711Encoding.Pcma, Agreed([Audio(Pcmu, Pcma)], [Item("PCMA")]).Encoding);
        Assert.AreEqual(G711Encoding.Pcma, Agreed([Audio(Pcmu, Pcma)], [Item("PCMU", "PCMA"), Item("PCMA")]).Encoding, "every item must have it");
        Assert.AreEqual(G711Encoding.Pcmu, Agreed([Audio(WidePcma, StereoPcma, Pcmu)], Both).Encoding, "the same name at another rate is another format");
    }

    [TestMethod]
    public void The_answer_keeps_the_peers_payload_types_and_takes_telephone_events_at_the_same_rate()
    {
        NegotiationOutcome.Agreed agreed = Agreed([Audio(G722, new PayloadFormat(96, "PCMA", 8000, 1, null), Events, WideEvents)], Both);

        CollectionAssert.AreEqual(new[] { 96, 101 }, agreed.Streams[0].Formats.Select(format => format.PayloadType).ToArray());
        Assert.AreEqual(96, agreed.Target.PayloadType);
        Assert.HasCount(1, Agreed([Audio(Pcma, WideEvents)], Both).Streams[0].Formats);
    }

    [TestMethod]
    [DataRow(StreamDirection.SendRecv, StreamDirection.SendRecv)]
    [DataRow(StreamDirection.RecvOnly, StreamDirection.SendOnly)]
    public void The_direction_is_the_peers_turned_round(StreamDirection offered, StreamDirection expected)
    {
        Assert.AreEqual(expected, Agreed([Audio(Pcma) with { Direction = offered }], Both).Streams[0].Direction);
    }

    [TestMethod]
    public void Lines_that_are_not_played_to_stay_alive_but_inactive()
    {
        NegotiationOutcome.Agreed agreed = Agreed(
            [
                new RemoteStream(0, MediaKind.Video, "192.0.2.1", 5000, [H264], null, StreamDirection.SendRecv),
                Audio(Pcma) with { Index = 1 },
                Audio(Pcma) with { Index = 2, Port = 4010 },
                new RemoteStream(3, MediaKind.Video, "192.0.2.1", 0, [H264], null, StreamDirection.SendRecv),
                new RemoteStream(4, MediaKind.Other, "192.0.2.1", 5010, [], null, StreamDirection.SendRecv),
            ],
            Both);

        CollectionAssert.AreEqual(new[] { true, true, true, false, false }, agreed.Streams.Select(stream => stream.IsLive).ToArray());
        CollectionAssert.AreEqual(new[] { false, true, false, false, false }, agreed.Streams.Select(stream => stream.Plays).ToArray());
        Assert.AreEqual(StreamDirection.Inactive, agreed.Streams[0].Direction);
        Assert.AreEqual(99, agreed.Streams[0].Formats.Single().PayloadType);
    }

    [TestMethod]
    public void A_line_that_cannot_be_played_to_is_passed_over_for_one_that_can()
    {
        NegotiationOutcome.Agreed agreed = Agreed([Audio(G722), Audio(Pcma) with { Index = 1, Direction = StreamDirection.SendOnly }, Audio(Pcma) with { Index = 2 }], Both);

        CollectionAssert.AreEqual(new[] { false, false, true }, agreed.Streams.Select(stream => stream.Plays).ToArray());
    }

    [TestMethod]
    [DataRow("0.0.0.0", DisplayName = "on hold, RFC 2543 style")]
    [DataRow("224.0.0.1", DisplayName = "multicast")]
    [DataRow("255.255.255.255", DisplayName = "broadcast")]
    [DataRow("2001:db8::1", DisplayName = "another family")]
    [DataRow("phone.example", DisplayName = "a name")]
    [DataRow("", DisplayName = "nothing")]
    public void An_address_that_rtp_must_not_go_to_is_no_common_ground(string address)
    {
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([Audio(Pcma) with { Address = address }], Both).Reason);
    }

    [TestMethod]
    public void Without_a_common_format_or_a_listening_peer_nothing_is_played()
    {
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([Audio(G722, Events)], Both).Reason);
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([Audio(Pcma)], [Item("PCMU")]).Reason);
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([Audio(Pcma) with { Port = 0 }], Both).Reason);
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([Audio(Pcma) with { Direction = StreamDirection.Inactive }], Both).Reason);
        Assert.AreEqual(MediaFailureReason.NoCommonFormat, Refused([new RemoteStream(0, MediaKind.Video, "192.0.2.1", 5000, [H264], null, StreamDirection.SendRecv)], Both).Reason);
    }

    [TestMethod]
    public void A_command_out_of_bounds_is_invalid_and_never_throws()
    {
        RemoteStream good = Audio(Pcma);
        (IReadOnlyList<RemoteStream>, IReadOnlyList<PlaylistItem>)[] bad =
        [
            ([], Both),
            ([good], []),
            ([.. Enumerable.Repeat(good, 17)], Both),
            ([good], [.. Enumerable.Repeat(Item("PCMA"), 33)]),
            ([null!], Both),
            ([good with { Formats = null! }], Both),
            ([good with { Formats = [null!] }], Both),
            ([good with { Port = 65536 }], Both),
            ([good with { Port = -1 }], Both),
            ([Audio(Pcma with { PayloadType = 128 })], Both),
            ([Audio([.. Enumerable.Repeat(Pcma, 65)])], Both),
            ([good], [null!]),
            ([good], [new PlaylistItem("x", [])]),
            ([good], [new PlaylistItem("x", [null!])]),
            ([good], [new PlaylistItem("x", [new TrackReference("PCMA", "../../etc/passwd")])]),
            ([good], [new PlaylistItem("x", [new TrackReference("PCMA", Hash.ToUpperInvariant())])]),
        ];

        foreach (var (streams, playlist) in bad)
        {
            Assert.AreEqual(MediaFailureReason.InvalidCommand, Refused(streams, playlist).Reason);
        }
    }

    private static IReadOnlyList<PlaylistItem> Both => [Item("PCMU", "PCMA")];

    private static PlaylistItem Item(params string[] encodings) => new("tone", [.. encodings.Select(encoding => new TrackReference(encoding, Hash))]);

    private static RemoteStream Audio(params PayloadFormat[] formats) => new(0, MediaKind.Audio, "192.0.2.1", 4000, formats, 20, StreamDirection.SendRecv);

    private static NegotiationOutcome.Agreed Agreed(IReadOnlyList<RemoteStream> streams, IReadOnlyList<PlaylistItem> playlist) =>
        (NegotiationOutcome.Agreed)Negotiate(streams, playlist);

    private static NegotiationOutcome.Refused Refused(IReadOnlyList<RemoteStream> streams, IReadOnlyList<PlaylistItem> playlist) =>
        (NegotiationOutcome.Refused)Negotiate(streams, playlist);

    private static NegotiationOutcome Negotiate(IReadOnlyList<RemoteStream> streams, IReadOnlyList<PlaylistItem> playlist) =>
        StreamNegotiation.Negotiate(new OpenMedia(default, 1, streams, playlist), AddressFamily.InterNetwork);
}
