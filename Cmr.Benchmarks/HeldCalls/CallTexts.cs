using System.Globalization;
using System.Text;

namespace Cmr.Benchmarks.HeldCalls;

/// <summary>The messages of the two phones, written as text: what they cost is not the engine's.</summary>
internal static class CallTexts
{
    private const string Offer =
        "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n";

    private const string Answer =
        "v=0\r\no=- 2 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=audio 49180 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n";

    public static byte[] Invite(long call) => Octets(
        $"INVITE sip:+8613900000002@ims.example SIP/2.0\r\n{Via(call, 1)}{Head(call, "")}CSeq: 1 INVITE\r\nContact: <sip:+8613800000001@192.0.2.1:5060;transport=udp>;+g.3gpp.icsi-ref=\"urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel\"\r\n"
        + "Record-Route: <sip:pcscf.visited.example;lr>, <sip:scscf.home.example;lr>\r\nSupported: 100rel, timer\r\nAllow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE\r\n"
        + $"P-Asserted-Identity: <sip:+8613800000001@ims.example>, <tel:+8613800000001>\r\nP-Charging-Vector: icid-value=\"{call:x16}\";orig-ioi=home.example\r\nContent-Type: application/sdp\r\nContent-Length: {Offer.Length}\r\n\r\n{Offer}");

    public static byte[] InDialog(string method, long call, int cSeq, string toTag, string more = "") => Octets(
        $"{method} sip:192.0.2.9:5060 SIP/2.0\r\n{Via(call, cSeq)}{Head(call, $";tag={toTag}")}CSeq: {cSeq} {method}\r\n{more}Content-Length: 0\r\n\r\n");

    public static byte[] Prack(long call, string toTag, uint rSeq) =>
        InDialog("PRACK", call, 2, toTag, string.Create(CultureInfo.InvariantCulture, $"RAck: {rSeq} 1 INVITE\r\n"));

    public static byte[] Ack(long call, string toTag) =>
        Octets($"ACK sip:192.0.2.9:5060 SIP/2.0\r\n{Via(call, 4)}{Head(call, $";tag={toTag}")}CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n");

    /// <summary>A response of the called party to a request of the engine's.</summary>
    public static byte[] Response(string status, CopiedHeaders copied, long call, bool withAnswer = false, string more = "")
    {
        string to = copied.To.Contains(";tag=", StringComparison.Ordinal) ? copied.To : $"{copied.To};tag=b{call:x10}";
        string body = withAnswer ? Answer : "";
        string type = withAnswer ? "Content-Type: application/sdp\r\n" : "";
        return Octets(
            $"SIP/2.0 {status}\r\nVia: {copied.Via}\r\nFrom: {copied.From}\r\nTo: {to}\r\nCall-ID: {copied.CallId}\r\nCSeq: {copied.CSeq}\r\nContact: <sip:+8613900000002@192.0.2.2:5060>\r\nAllow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE\r\n{more}{type}Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private static string Via(long call, int number) => $"Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{call:x10}{number}\r\nMax-Forwards: 70\r\n";

    private static string Head(long call, string toTag) =>
        $"From: \"Alice\" <sip:+8613800000001@ims.example>;tag=a{call:x10}\r\nTo: <sip:+8613900000002@ims.example>{toTag}\r\nCall-ID: {call:x16}@192.0.2.1\r\n";

    private static byte[] Octets(string text) => Encoding.ASCII.GetBytes(text);
}
