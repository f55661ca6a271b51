using System.Text;
using Cmr.Cli.Tracing;

namespace Cmr.Tests.Cli.Tracing;

[TestClass]
public sealed class TraceCommandTests
{
    [TestMethod]
    [DataRow("60s", 60)]
    [DataRow("5m", 300)]
    [DataRow("1h", 3600)]
    [DataRow("7", 7)]
    [DataRow("2h", null)]
    [DataRow("0s", null)]
    [DataRow("99999999h", null)]
    [DataRow("s", null)]
    [DataRow("", null)]
    [DataRow("-5s", null)]
    public void Times_are_read_up_to_an_hour(string text, int? seconds) => Assert.AreEqual(seconds, TraceCommand.Seconds(text));

    [TestMethod]
    [DataRow("--number +4915100000001", null)]
    [DataRow("--call a@b --for 5m --full", null)]
    [DataRow("", "Give one of")]
    [DataRow("--number 1 --peer 127.0.0.1", "Give one of")]
    [DataRow("--peer 127.0.0.1 --for 2h", "--for takes")]
    public void What_is_shown_is_needed_and_how_long_is_not(string line, string? complaint)
    {
        string[] errors = [.. TraceCommand.Create().Parse(line).Errors.Select(error => error.Message)];
        if (complaint is null) Assert.IsEmpty(errors, string.Join(' ', errors));
        else StringAssert.StartsWith(errors.Single(), complaint);
    }

    [TestMethod]
    public void A_message_is_an_arrow_an_address_line_and_its_text_without_what_a_terminal_would_obey()
    {
        const string Text = "OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nSubject: \e[2J\r\n\r\n";
        StringWriter output = new();
        TraceText trace = new(output);
        DateTimeOffset at = new(2026, 7, 14, 12, 34, 56, TimeSpan.Zero);

        trace.Write(new TracedMessage { At = at, Direction = "in", Transport = "udp", Local = "10.0.0.9:5060", Peer = "10.0.0.1:5060", Leg = "caller", Octets = Encoding.ASCII.GetBytes(Text) });
        trace.Write(new TracedMessage { At = at.AddSeconds(1.5), Direction = "in", Transport = "udp", Local = "10.0.0.9:5060", Peer = "10.0.0.2:5060", Leg = "called", Octets = "rubbish"u8.ToArray(), Missed = 3 });
        trace.Write(new TracedMessage { At = at, End = "time is over" });

        string shown = output.ToString();
        Assert.AreEqual(2, trace.Count);
        StringAssert.Contains(shown, "   0.000  |----");
        StringAssert.Contains(shown, "12:34:56.000000 udp 10.0.0.1:5060 -> 10.0.0.9:5060, ");
        StringAssert.Contains(shown, "    OPTIONS sip:x@y SIP/2.0\n");
        StringAssert.Contains(shown, "Subject: \\u001b[2J");
        StringAssert.Contains(shown, "... 3 messages are missing here");
        StringAssert.Contains(shown, "(malformed)");
        StringAssert.Contains(shown, "trace ended: time is over");
        Assert.IsFalse(shown.Contains('\e'));
    }
}
