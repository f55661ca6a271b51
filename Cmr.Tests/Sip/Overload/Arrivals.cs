using System.Text;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Overload;

/// <summary>Messages as peers send them to a node under load.</summary>
internal static class Arrivals
{
    public static SipRequest Request(string method, string call = "1", string toTag = "", string to = "<sip:bob@example.com>", string uri = "sip:bob@example.com", int cseq = 1, string headers = "") =>
        (SipRequest)Read($"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{call}x{cseq}{(method is "ACK" or "CANCEL" ? "INVITE" : method)};rport\r\nMax-Forwards: 70\r\nFrom: <sip:ann@example.com>;tag=f{call}\r\nTo: {to}{(toTag.Length > 0 ? ";tag=" + toTag : "")}\r\nCall-ID: {call}\r\nCSeq: {cseq} {method}\r\nContact: <sip:ann@192.0.2.1>\r\n{headers}Content-Length: 0\r\n\r\n");

    public static SipMessage Read(string text) =>
        SipMessage.TryRead(Encoding.UTF8.GetBytes(text), SipLimits.Default, out SipMessage? message) is { IsComplete: true } && message is not null
            ? message
            : throw new ArgumentException("not a message: " + text);
}
