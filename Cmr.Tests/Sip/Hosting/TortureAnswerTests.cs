using System.Globalization;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>
/// RFC 4475 against the running process: what each of its messages gets over UDP and over TCP, from a node that takes calls and nothing else and hands them on to a
/// party that is busy (486). After each the process answers OPTIONS, has counted one message more, and holds no call.
/// </summary>
[TestClass]
public sealed class TortureAnswerTests
{
    // "-": no answer at all. What a row says of an INVITE other than 486 is this node's own judgement.
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        // §3.1.1 well-formed
        ["wsinv.dat"] = "481", ["intmeth.dat"] = "501", ["esc01.dat"] = "486", ["escnull.dat"] = "405", ["esc02.dat"] = "501", ["lwsdisp.dat"] = "200", ["longreq.dat"] = "486",
        ["dblreq.dat"] = "405", ["semiuri.dat"] = "200", ["transports.dat"] = "200", ["mpart01.dat"] = "405", ["unreason.dat"] = "-", ["noreason.dat"] = "-",
        // §3.1.2 malformed
        ["badinv01.dat"] = "400", ["clerr.dat"] = "400", ["ncl.dat"] = "400", ["scalar02.dat"] = "400", ["scalarlg.dat"] = "-", ["quotbal.dat"] = "400", ["ltgtruri.dat"] = "400",
        ["lwsruri.dat"] = "400", ["lwsstart.dat"] = "400", ["trws.dat"] = "400", ["escruri.dat"] = "400", ["baddate.dat"] = "486", ["regbadct.dat"] = "400", ["badaspec.dat"] = "400",
        ["baddn.dat"] = "400", ["badvers.dat"] = "505", ["mismatch01.dat"] = "400", ["mismatch02.dat"] = "400", ["bigcode.dat"] = "-",
        // §3.2 and §3.3: what the layers above make of them. A body that only the parties understand passes through (invut, sdp01)
        ["badbranch.dat"] = "200", ["insuf.dat"] = "400", ["unkscm.dat"] = "416", ["novelsc.dat"] = "416", ["unksm2.dat"] = "405", ["bext01.dat"] = "420", ["invut.dat"] = "486",
        ["regaut01.dat"] = "405", ["multi01.dat"] = "400", ["mcl01.dat"] = "400", ["bcast.dat"] = "-", ["zeromf.dat"] = "200", ["cparam01.dat"] = "405", ["cparam02.dat"] = "405",
        ["regescrt.dat"] = "405", ["sdp01.dat"] = "486",
        // §3.4 backward compatibility
        ["inv2543.dat"] = "486",
    };

    private static int _read;
    private static ProcessNode? _node;
    private static BusyPhone? _phone;
    private static DatagramPeer? _peer;

    public static IEnumerable<object[]> Names => Corpora.FileNames("rfc4475");

    public static IEnumerable<object[]> OwnRows => OwnTorture.Rows;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _phone = new BusyPhone(ProcessNode.LoopbackOf(79));
        _node = await ProcessNode.StartAsync(78, _phone.Address);
        _peer = new DatagramPeer(ProcessNode.LoopbackOf(77), _node.Sip);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _peer?.Dispose();
        if (_node is not null) await _node.DisposeAsync();
        if (_phone is not null) await _phone.DisposeAsync();
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Each_torture_message_gets_its_stated_answer_over_UDP(string name)
    {
        Corpora.Require();
        await AssertAnswerAsync(Read(name), Answers[name]);
    }

    [TestMethod]
    public void Every_torture_message_has_a_row()
    {
        Corpora.Require();
        CollectionAssert.AreEquivalent(Corpora.Index("rfc4475").Select(row => row["name"]).ToArray(), Answers.Keys.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(OwnRows))]
    public Task Messages_of_the_same_families_get_the_same_answers(string name, string text, string answer)
    {
        Assert.IsFalse(string.IsNullOrEmpty(name));
        return AssertAnswerAsync(Encoding.UTF8.GetBytes(text), answer);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Each_torture_message_gets_the_same_answer_over_TCP(string name)
    {
        Corpora.Require();
        byte[] octets = [.. Read(name), .. "\r\n"u8];
        switch (name)
        {
            // A body that has not come yet: the stream is read on, and what follows completes it (§3.1.2.2)
            case "clerr.dat":
                (string late, _) = await StreamAsker.AskAsync(Node.Sip, [.. octets, .. new byte[9999]], untilClosed: false);
                Assert.AreEqual("486", StatusOf(late), late);
                break;
            // Octets behind the end are the next message, and rubbish
            case "dblreq.dat":
                Assert.IsTrue((await StreamAsker.AskAsync(Node.Sip, octets, untilClosed: true)).Closed);
                break;
            // Without a usable length nobody knows where the next message begins: 400 and the end
            case "ncl.dat" or "mcl01.dat":
                (string last, bool closed) = await StreamAsker.AskAsync(Node.Sip, octets, untilClosed: true);
                Assert.AreEqual("400", StatusOf(last), last);
                Assert.IsTrue(closed);
                break;
            // No Content-Length, which a stream cannot do without
            case "badinv01.dat" or "inv2543.dat" or "bigcode.dat" or "scalarlg.dat":
                Assert.IsTrue((await StreamAsker.AskAsync(Node.Sip, octets, untilClosed: !HasLength(octets) || Answers[name] == "-")).Closed || HasLength(octets));
                break;
            case var _ when Answers[name] != "-":
                (string text, _) = await StreamAsker.AskAsync(Node.Sip, octets, untilClosed: false);
                Assert.AreEqual(Answers[name], StatusOf(text), text);
                break;
            default:
                break;
        }

        StringAssert.StartsWith(await Peer.PingAsync(), "SIP/2.0 200");
    }

    [TestMethod]
    public async Task Real_messages_do_no_harm()
    {
        Corpora.Require();
        long before = await CountedAsync();
        int sent = 0;
        foreach (IReadOnlyDictionary<string, string> row in Corpora.Index("sip-real"))
        {
            byte[] octets = Corpora.Read("sip-real", row["name"]);
            SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
            // Calls stay here: a Route would lead them to the servers of others
            if (message is SipRequest routed) octets = routed.Edit().Remove(HeaderId.Route).Build().Bytes.ToArray();
            await Peer.SendAsync(octets);
            StringAssert.StartsWith(await Peer.PingAsync(), "SIP/2.0 200");
            sent++;
        }

        Assert.IsTrue(await CountedAsync() >= before + sent);
        await AssertNoCallAsync();
    }

    private static ProcessNode Node => _node ?? throw new InvalidOperationException("not started");

    private static DatagramPeer Peer => _peer ?? throw new InvalidOperationException("not started");

    // Many of them share a branch, and each is sent twice: branch and Call-ID are made new, lest they be taken for repetitions
    private static byte[] Read(string name)
    {
        byte[] octets = Corpora.Read("rfc4475", name);
        string text = Encoding.Latin1.GetString(octets);
        SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        if (message is null) return octets;
        string number = string.Create(CultureInfo.InvariantCulture, $"{++_read:00000}");
        int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and int end ? end : text.Length;
        string callId = Encoding.Latin1.GetString(message.CallId.Span);
        string renewed = text[..head].Replace(callId, callId + number, StringComparison.Ordinal);
        string branch = Encoding.Latin1.GetString(message.TopVia.Branch.Span);
        if (message.TopVia.HasUniqueBranch) renewed = renewed.Replace(branch, branch + number, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(renewed + text[head..]);
    }

    private static async Task AssertAnswerAsync(byte[] octets, string expected)
    {
        bool readable = SipMessage.TryRead(octets, SipLimits.Default, out _).IsComplete;
        (long read, long refused) before = (await Node.MetricAsync("cmr_sip_messages_received_total"), await Node.MetricAsync("cmr_sip_messages_rejected_total"));
        string answer = await Peer.AskAsync(octets, isAnswered: expected != "-");
        Assert.AreEqual(expected, answer.Length == 0 ? "-" : StatusOf(answer), answer);
        if (expected == "420") StringAssert.Contains(answer, "Unsupported: nothingSupportsThis");
        StringAssert.StartsWith(await Peer.PingAsync(), "SIP/2.0 200");
        Assert.IsTrue(await Node.MetricAsync("cmr_sip_messages_received_total") >= before.read + (readable ? 2 : 1), "counted");
        Assert.AreEqual(before.refused + (readable ? 0 : 1), await Node.MetricAsync("cmr_sip_messages_rejected_total"), "counted");
        await AssertNoCallAsync();
    }

    // The end of a call that was refused takes a few messages more
    private static async Task AssertNoCallAsync()
    {
        for (int ping = 0; Node.ActiveCalls > 0 && ping < 1000; ping++) await Peer.PingAsync();
        Assert.AreEqual(0, Node.ActiveCalls, "a call was left");
    }

    private static async Task<long> CountedAsync() =>
        await Node.MetricAsync("cmr_sip_messages_received_total") + await Node.MetricAsync("cmr_sip_messages_rejected_total");

    private static string StatusOf(string text) => text.Split("SIP/2.0 ").Skip(1).Select(response => response[..3]).FirstOrDefault(status => status[0] > '1') ?? "-";

    private static bool HasLength(byte[] octets) =>
        Encoding.Latin1.GetString(octets).Split("\r\n").Any(line => line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase) || line.StartsWith("l:", StringComparison.OrdinalIgnoreCase));
}
