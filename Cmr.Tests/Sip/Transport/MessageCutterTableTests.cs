using System.Buffers;
using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Transport.Streams;
using Cmr.Tests.Support;

namespace Cmr.Tests.Sip.Transport;

/// <summary>What a stream brings, in each state of its cutting (RFC 3261 §18.3, RFC 5626 §3.5.1).</summary>
[TestClass]
public sealed class MessageCutterTableTests
{
    private const string Head = "OPTIONS sip:x SIP/2.0\r\nContent-Length: 3\r\n";

    [TestMethod]
    public void Every_kind_of_octets_in_every_state()
    {
        (string, string)[] states = [("fresh", ""), ("after a line end", "\r\n"), ("half a line end", "\r"), ("half a head", Head), ("half a body", Head + "\r\nab")];
        (string, string)[] inputs =
        [
            ("CR", "\r"), ("CRLF", "\r\n"), ("CRLFCRLF", "\r\n\r\n"), ("a message", Head + "\r\nabc"), ("a message and more", Head + "\r\nabcOPT"),
            ("the rest of a body", "c"), ("rubbish", "GET / HTTP/1.1\r\n\r\n"), ("no length", "OPTIONS sip:x SIP/2.0\r\n\r\n"), ("too much", new string('x', 70000)),
        ];
        HashSet<Cut> seen = [];
        StateTable.AssertIs(states, inputs, (before, octets) => Visit(before, octets, seen), Expected);
        CollectionAssert.AreEquivalent(Enum.GetValues<Cut>(), seen.ToArray());
    }

    private const string Expected =
        """
        fresh
          CR -> Nothing; 1 left
          CRLF -> Nothing; 0 left
          CRLFCRLF -> Ping, Nothing; 0 left
          a message -> Message of 47, Nothing; 0 left
          a message and more -> Message of 47, Nothing; 3 left
          the rest of a body -> Nothing; 1 left
          rubbish -> Rubbish BadContentLength; 18 left
          no length -> Rubbish BadContentLength; 25 left
          too much -> Rubbish MessageTooLarge; 70000 left
        after a line end
          CR -> Nothing; 1 left
          CRLF -> Ping, Nothing; 0 left
          CRLFCRLF -> Ping, Nothing; 0 left
          a message -> Message of 47, Nothing; 0 left
          a message and more -> Message of 47, Nothing; 3 left
          the rest of a body -> Nothing; 1 left
          rubbish -> Rubbish BadContentLength; 18 left
          no length -> Rubbish BadContentLength; 25 left
          too much -> Rubbish MessageTooLarge; 70000 left
        half a line end
          CR -> Nothing; 2 left
          CRLF -> Nothing; 3 left
          CRLFCRLF -> Nothing; 5 left
          a message -> Message of 47, Nothing; 0 left
          a message and more -> Message of 47, Nothing; 3 left
          the rest of a body -> Nothing; 2 left
          rubbish -> Rubbish BadContentLength; 19 left
          no length -> Rubbish BadContentLength; 26 left
          too much -> Rubbish MessageTooLarge; 70001 left
        half a head
          CR -> Nothing; 43 left
          CRLF -> Nothing; 44 left
          CRLFCRLF -> Nothing; 46 left
          a message -> Message of 89, Nothing; 0 left
          a message and more -> Message of 89, Nothing; 3 left
          the rest of a body -> Nothing; 43 left
          rubbish -> Nothing; 60 left
          no length -> Nothing; 67 left
          too much -> Rubbish MessageTooLarge; 70042 left
        half a body
          CR -> Message of 47, Nothing; 0 left
          CRLF -> Message of 47, Nothing; 1 left
          CRLFCRLF -> Message of 47, Nothing; 3 left
          a message -> Message of 47, Message of 46, Nothing; 0 left
          a message and more -> Message of 47, Message of 46, Nothing; 3 left
          the rest of a body -> Message of 47, Nothing; 0 left
          rubbish -> Message of 47, Rubbish BadContentLength; 17 left
          no length -> Message of 47, Rubbish BadContentLength; 24 left
          too much -> Message of 47, Rubbish MessageTooLarge; 69999 left
        """;

    private static string Visit(string before, string octets, HashSet<Cut> seen)
    {
        MessageCutter cutter = new(SipLimits.Default);
        ReadOnlySequence<byte> buffer = new(Encoding.ASCII.GetBytes(before));
        while (cutter.TakeNext(ref buffer, out _, out _) is not Cut.Nothing)
        {
            // what the state itself consists of
        }

        buffer = new([.. buffer.ToArray(), .. Encoding.ASCII.GetBytes(octets)]);
        List<string> cuts = [];
        while (true)
        {
            Cut cut = cutter.TakeNext(ref buffer, out ReadOnlySequence<byte> message, out SipRejection rejection);
            seen.Add(cut);
            cuts.Add(cut switch { Cut.Message => $"Message of {message.Length}", Cut.Rubbish => $"Rubbish {rejection}", _ => cut.ToString() });
            if (cut is Cut.Nothing or Cut.Rubbish) return $"{string.Join(", ", cuts)}; {buffer.Length} left";
        }
    }
}
