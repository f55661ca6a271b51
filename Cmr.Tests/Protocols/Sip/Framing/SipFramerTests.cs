using System.Buffers;
using System.Text;
using Cmr.Protocols.Sip.Framing;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Segmentation;

namespace Cmr.Tests.Protocols.Sip.Framing;

[TestClass]
public sealed class SipFramerTests
{
    public static IEnumerable<object[]> Own => OwnMessages.Rows;

    public static IEnumerable<object[]> Torture => Of("rfc4475").Concat(Of("sip-real"));

    [TestMethod]
    [DynamicData(nameof(Own))]
    public void An_own_message_is_found_at_every_split(string name)
    {
        byte[] octets = OwnMessages.Read(name);
        AssertFoundAtEverySplit(octets, octets.Length);
        AssertTwoBackToBack(octets, octets.Length);
    }

    [TestMethod]
    [DataRow("rfc4475", "*.dat", 49)]
    [DataRow("sip-real", "*.sip", 116)]
    [DataRow("sdp", "*.sdp", 116)]
    public void Every_file_of_the_corpora_is_a_row_of_the_tests(string folder, string pattern, int least)
    {
        Corpora.Require();
        string[] files = [.. Directory.EnumerateFiles(Corpora.PathOf(folder, string.Empty), pattern).Select(file => Path.GetFileName(file))];
        CollectionAssert.AreEquivalent(files, Corpora.FileNames(folder).Select(row => (string)row[0]).ToArray());
        Assert.IsGreaterThanOrEqualTo(least, files.Length);
    }

    [TestMethod]
    [DynamicData(nameof(Torture))]
    public void A_message_of_the_corpora_gives_the_same_outcome_at_every_split(string folder, string name)
    {
        byte[] octets = Corpora.Read(folder, name);
        ParseOutcome whole = SipFramer.TryFindMessage(new ReadOnlySequence<byte>(octets), SipLimits.Default, out ReadOnlySequence<byte> message);
        switch (whole.Status)
        {
            case ParseStatus.Complete:
                int start = octets.Length - octets.AsSpan().TrimStart("\r\n"u8).Length;
                AssertFoundAtEverySplit(octets, start + (int)message.Length);
                AssertTwoBackToBack(octets[..(start + (int)message.Length)], start + (int)message.Length);
                break;
            case ParseStatus.Malformed:
                for (int cut = 0; cut <= octets.Length; cut++)
                {
                    Assert.AreEqual(whole, SipFramer.TryFindMessage(Segments.SplitAt(octets, cut), SipLimits.Default, out _), $"cut {cut}");
                }

                break;
            default:
                Assert.IsTrue(IsUnfinished(octets), "only a body that is too short and a missing empty line may wait for more");
                break;
        }
    }

    [TestMethod]
    [DataRow("OPTIONS sip:b SIP/2.0\r\nCall-ID: x\r\n\r\n", SipRejection.BadContentLength)]
    [DataRow("OPTIONS sip:b SIP/2.0\r\nl: -1\r\n\r\n", SipRejection.BadContentLength)]
    [DataRow("OPTIONS sip:b SIP/2.0\r\nl: 1\r\nContent-Length: 2\r\n\r\nab", SipRejection.DuplicateHeader)]
    [DataRow("OPTIONS sip:b SIP/2.0\r\nl: 65536\r\n\r\n", SipRejection.MessageTooLarge)]
    [DataRow("OPTIONS sip:b SIP/2.0\r\nl:\r\n 2\r\nl: 2\r\n\r\nab", SipRejection.None)]
    public void A_stream_without_a_usable_length_is_refused(string text, SipRejection expected) =>
        Assert.AreEqual(expected, SipFramer.TryFindMessage(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(text)), SipLimits.Default, out _).Reason);

    [TestMethod]
    [DataRow("A")]
    [DataRow("X: y\r\n")]
    [DataRow("\r\n")]
    public void Endless_input_ends_at_the_limit(string piece)
    {
        byte[] flood = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 70_000)));
        ParseOutcome outcome = SipFramer.TryFindMessage(new ReadOnlySequence<byte>(flood), SipLimits.Default, out _);
        Assert.AreEqual(ParseStatus.Malformed, outcome.Status);
    }

    private static IEnumerable<object[]> Of(string folder) => Corpora.FileNames(folder).Select(row => new object[] { folder, row[0] });

    private static void AssertFoundAtEverySplit(byte[] octets, int end)
    {
        int start = octets.Length - octets.AsSpan().TrimStart("\r\n"u8).Length;
        for (int cut = 0; cut <= octets.Length; cut++)
        {
            ParseOutcome part = SipFramer.TryFindMessage(new ReadOnlySequence<byte>(octets, 0, cut), SipLimits.Default, out ReadOnlySequence<byte> early);
            Assert.AreEqual(cut < end ? ParseStatus.NeedMoreData : ParseStatus.Complete, part.Status, $"only {cut} octets");
            Assert.IsTrue(SipFramer.TryFindMessage(Segments.SplitAt(octets, cut), SipLimits.Default, out ReadOnlySequence<byte> found).IsComplete, $"cut {cut}");
            Assert.IsTrue(found.ToArray().AsSpan().SequenceEqual(octets.AsSpan(start, end - start)), $"cut {cut}");
            Assert.IsTrue(cut < end || early.Length == end - start);
        }

        Assert.IsTrue(SipFramer.TryFindMessage(Segments.Single(octets), SipLimits.Default, out ReadOnlySequence<byte> single).IsComplete);
        Assert.AreEqual(end - start, (int)single.Length);
    }

    private static bool IsUnfinished(byte[] octets)
    {
        SipRejection reason = SipMessage.TryRead(octets, SipLimits.Default with { Leniency = SipLeniency.All & ~SipLeniency.MissingEmptyLine }, out _).Reason;
        return reason is SipRejection.BodyTruncated or SipRejection.HeadersNotEnded;
    }

    private static void AssertTwoBackToBack(byte[] octets, int length)
    {
        ReadOnlySequence<byte> both = Segments.Single((byte[])[.. octets, .. octets]);
        Assert.IsTrue(SipFramer.TryFindMessage(both, SipLimits.Default, out ReadOnlySequence<byte> first).IsComplete);
        Assert.IsTrue(SipFramer.TryFindMessage(both.Slice(first.End), SipLimits.Default, out ReadOnlySequence<byte> second).IsComplete);
        Assert.IsTrue(first.ToArray().AsSpan().SequenceEqual(second.ToArray()));
        Assert.AreEqual(2 * length, both.Slice(0, second.End).Length);
    }
}
