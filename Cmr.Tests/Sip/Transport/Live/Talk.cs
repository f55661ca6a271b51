using System.Net;
using System.Net.Sockets;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>What the two phones of a plain call say.</summary>
internal static class Talk
{
    private static int _calls;

    /// <summary>An INVITE of a caller without 100rel, which is relayed without a presentation.</summary>
    /// <param name="wire">Where it is sent; Via and Contact name it unless told.</param>
    /// <param name="uri">Request-URI.</param>
    /// <param name="via">sent-by and parameters of Via.</param>
    /// <param name="contact">Contact URI.</param>
    /// <param name="headers">More header lines, each with its line end.</param>
    /// <param name="padding">Octets added to the body.</param>
    public static SipRequest Invite(SipWire wire, string uri, string? via = null, string? contact = null, string headers = "", int padding = 0)
    {
        int call = Interlocked.Increment(ref _calls);
        string body = Sdp(padding);
        return (SipRequest)Read(
            $"INVITE {uri} SIP/2.0\r\nVia: SIP/2.0/{wire.Token} {via ?? $"{wire.Local};rport"};branch=z9hG4bK-{call}-invite\r\nMax-Forwards: 70\r\nFrom: <sip:ann@a.example>;tag=a{call}\r\nTo: <{uri}>\r\n"
            + $"Call-ID: live-{call}-{Environment.ProcessId}\r\nCSeq: 1 INVITE\r\nContact: <{contact ?? wire.Uri}>\r\nAllow: INVITE, ACK, CANCEL, BYE, UPDATE, INFO, OPTIONS\r\n{headers}"
            + $"Content-Type: application/sdp\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    /// <summary>An OPTIONS outside a call.</summary>
    public static SipRequest Options(SipWire wire, string? via = null)
    {
        int call = Interlocked.Increment(ref _calls);
        return (SipRequest)Read(
            $"OPTIONS sip:node@a.example SIP/2.0\r\nVia: SIP/2.0/{wire.Token} {via ?? $"{wire.Local};rport"};branch=z9hG4bK-{call}-options\r\nMax-Forwards: 70\r\nFrom: <sip:ann@a.example>;tag=a\r\nTo: <sip:node@a.example>\r\n"
            + $"Call-ID: live-{call}-{Environment.ProcessId}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
    }

    /// <summary>A request of the caller within the call.</summary>
    public static SipRequest ByCaller(SipWire wire, string method, int cseq, SipRequest invite, SipResponse answer, int padding = 0) => (SipRequest)Read(
        $"{method} {answer.Contact!.Value.Uri} SIP/2.0\r\nVia: SIP/2.0/{wire.Token} {wire.Local};rport;branch=z9hG4bK-{invite.CallId}-{method}-{cseq}\r\nMax-Forwards: 70\r\n"
        + $"From: {invite.Value(HeaderId.From)}\r\nTo: {answer.Value(HeaderId.To)}\r\nCall-ID: {invite.CallId}\r\nCSeq: {cseq} {method}\r\n{TextBody(padding)}"); // a 2xx has a Contact

    /// <summary>A request of the called phone within the call.</summary>
    public static SipRequest ByCalled(SipWire wire, string method, int cseq, SipRequest invite, string tag = "b", int padding = 0) => (SipRequest)Read(
        $"{method} {invite.Contact!.Value.Uri} SIP/2.0\r\nVia: SIP/2.0/{wire.Token} {wire.Local};rport;branch=z9hG4bK-{invite.CallId}-{method}-{cseq}\r\nMax-Forwards: 70\r\n"
        + $"From: {invite.Value(HeaderId.To)};tag={tag}\r\nTo: {invite.Value(HeaderId.From)}\r\nCall-ID: {invite.CallId}\r\nCSeq: {cseq} {method}\r\n{TextBody(padding)}"); // an INVITE has a Contact

    /// <summary>200 with a description, as the called phone answers.</summary>
    public static SipResponse Answer(SipWire wire, SipRequest invite, string? contact = null, int padding = 0) =>
        SipResponse.For(invite, SipStatus.Ok).WithToTag("b").Set(HeaderId.Contact, $"<{contact ?? wire.Uri}>").WithBody("application/sdp", Sdp(padding)).Build();

    public static SipResponse Ok(SipRequest request) => SipResponse.For(request, SipStatus.Ok).Build();

    /// <summary>A listener on loopback.</summary>
    public static Socket Listen(string address = "127.0.0.1", int port = 0)
    {
        IPEndPoint local = new(IPAddress.Parse(address), port);
        Socket listener = new(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(local);
        listener.Listen();
        return listener;
    }

    public static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port; // bound

    private static string Sdp(int padding) =>
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n" + (padding > 0 ? $"a=x-padding:{new string('x', padding)}\r\n" : "");

    private static string TextBody(int padding) => $"Content-Type: text/plain\r\nContent-Length: {padding}\r\n\r\n{new string('x', padding)}";

    private static SipMessage Read(string text)
    {
        ParseOutcome outcome = SipMessage.TryRead(Encoding.UTF8.GetBytes(text), SipLimits.Default, out SipMessage? message);
        Assert.IsNotNull(message, outcome.Reason.ToString());
        return message;
    }
}
