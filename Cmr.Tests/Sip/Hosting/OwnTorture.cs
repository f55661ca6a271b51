namespace Cmr.Tests.Sip.Hosting;

/// <summary>Messages of the families of RFC 4475, written for this project: name, text, and what the process answers.</summary>
internal static class OwnTorture
{
    public static IEnumerable<object[]> Rows =>
    [
        ["folded, spaced, mixed case", "OPTIONS sip:node SIP/2.0\r\nvIA  :\r\n SIP / 2.0\r\n\t/ UDP h.example ;branch = z9hG4bK-own1\r\nt :  <sip:b@x>\r\nF:\"a \\\" b\" <sip:a@x>\r\n ;tag=1\r\ni: own1\r\ncseq: 0001\r\n OPTIONS\r\nMAX-FORWARDS: 009\r\nL: 0\r\n\r\n", "200"],
        ["a method nobody knows", Request("FETCH.*`%", "own2"), "501"],
        ["escapes are no escapes in a method", Request("OPT%49ONS", "own3"), "501"],
        ["NUL in a user part", Request("REGISTER", "own4").Replace("<sip:b@x>", "<sip:nu%00l@x>", StringComparison.Ordinal), "405"],
        ["something behind the end", Request("REGISTER", "own5") + "INVITE sip:hidden@x SIP/2.0\r\n\r\n", "405"],
        ["a transport nobody knows, further down", Request("OPTIONS", "own6").Replace("Max-Forwards", "Via: SIP/2.0/PIGEON h2.example;branch=z9hG4bKp\r\nMax-Forwards", StringComparison.Ordinal), "200"],
        ["empty values", Request("OPTIONS", "own7").Replace("branch=z9hG4bKown7", "branch=z9hG4bKown7;;,,", StringComparison.Ordinal), "400"],
        ["a body that is not there", Request("MESSAGE", "own8", length: "9000") + "short", "400"],
        ["a negative length", Request("MESSAGE", "own9", length: "-1"), "400"],
        ["two lengths", Request("MESSAGE", "own10", length: "0\r\nContent-Length: 5") + "hello", "400"],
        ["CSeq beyond 2^31", Request("OPTIONS", "own11").Replace("CSeq: 1 ", "CSeq: 4294967296 ", StringComparison.Ordinal), "400"],
        ["Max-Forwards beyond 255", Request("OPTIONS", "own12").Replace("Max-Forwards: 70", "Max-Forwards: 300", StringComparison.Ordinal), "400"],
        ["an open quote", Request("OPTIONS", "own13").Replace("To: <sip:b@x>", "To: \"b <sip:b@x>", StringComparison.Ordinal), "400"],
        ["brackets around the Request-URI", Request("OPTIONS", "own14").Replace("OPTIONS sip:node", "OPTIONS <sip:node>", StringComparison.Ordinal), "400"],
        ["a space in the Request-URI", Request("OPTIONS", "own15").Replace("OPTIONS sip:node", "OPTIONS sip:no de", StringComparison.Ordinal), "400"],
        ["headers in the Request-URI", Request("OPTIONS", "own16").Replace("OPTIONS sip:node", "OPTIONS sip:node?Route=%3Csip:x%3E", StringComparison.Ordinal), "400"],
        ["another version", Request("OPTIONS", "own17").Replace("node SIP/2.0", "node SIP/3.0", StringComparison.Ordinal), "505"],
        ["CSeq of another method", Request("OPTIONS", "own18").Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal), "400"],
        ["a scheme nobody knows", Request("OPTIONS", "own19").Replace("OPTIONS sip:node", "OPTIONS gopher:node", StringComparison.Ordinal), "416"],
        ["an extension nobody knows", Request("OPTIONS", "own20").Replace("Max-Forwards", "Require: nothingSupportsThis\r\nMax-Forwards", StringComparison.Ordinal), "420"],
        ["an extension nobody knows, in an INVITE", Request("INVITE", "own21").Replace("Max-Forwards", "Require: nothingSupportsThis\r\nMax-Forwards", StringComparison.Ordinal), "420"],
        ["no To, From, Call-ID", "OPTIONS sip:node SIP/2.0\r\nVia: SIP/2.0/UDP h.example;branch=z9hG4bKown22\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n", "400"],
        ["no Via", Request("OPTIONS", "own23").Replace("Via: ", "X-Via: ", StringComparison.Ordinal), "-"],
        ["a response out of the blue", "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bKown24\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: own24\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n", "-"],
        ["a status of four digits", "SIP/2.0 4294967301 Better\r\nVia: SIP/2.0/UDP h.example;branch=z9hG4bKown25\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: own25\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n", "-"],
        ["an ACK for nothing", Request("ACK", "own26"), "-"],
        ["a CANCEL for nothing", Request("CANCEL", "own27"), "481"],
        ["a BYE for nothing", Request("BYE", "own28").Replace("To: <sip:b@x>", "To: <sip:b@x>;tag=2", StringComparison.Ordinal), "481"],
        ["no hop left for a call", Request("INVITE", "own29").Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal), "483"],
        ["no hop left for OPTIONS", Request("OPTIONS", "own30").Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal), "200"],
        ["a branch that is the cookie alone", Request("OPTIONS", "own31").Replace("z9hG4bKown31", "z9hG4bK", StringComparison.Ordinal), "200"],
        ["an INVITE of RFC 2543: no branch, no tag, no Contact, no Max-Forwards", "INVITE sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP h.example\r\nFrom: <sip:a@x>\r\nTo: <sip:b@x>\r\nCall-ID: own32\r\nCSeq: 1 INVITE\r\n\r\n", "486"],
    ];

    private static string Request(string method, string id, string length = "0") =>
        $"{method} sip:node SIP/2.0\r\nVia: SIP/2.0/UDP h.example;branch=z9hG4bK{id}\r\nMax-Forwards: 70\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: {id}\r\nCSeq: 1 {method}\r\nContact: <sip:a@192.0.2.1>\r\nContent-Length: {length}\r\n\r\n";
}
