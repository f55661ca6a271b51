using System.Text;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Rehearsal;

/// <summary>What is said and played in a rehearsal. Addresses are those for documentation (RFC 5737).</summary>
internal static class RehearsalMessages
{
    public const string Sdp = "application/sdp";

    public const string Session =
        "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" +
        "m=audio 40000 RTP/AVP 8 0\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n";

    public static RingingChoice Tone { get; } = new(ChoiceOrigin.SubscriberDefault, null,
    [
        new RingingResource { ResourceId = "rehearsal", Tracks = [new RenderedTrack(TrackEncoding.Pcma, new string('0', 64), 160, 1)] },
    ]);

    public static SipRequest Invite()
    {
        byte[] octets = Encoding.UTF8.GetBytes(
            "INVITE sip:+10000000002@192.0.2.2 SIP/2.0\r\n" +
            "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKrehearsal\r\n" +
            "From: <sip:+10000000001@192.0.2.1>;tag=caller\r\nTo: <sip:+10000000002@192.0.2.2>\r\n" +
            "Call-ID: rehearsal\r\nCSeq: 1 INVITE\r\nContact: <sip:192.0.2.1>\r\nMax-Forwards: 70\r\n" +
            "Supported: 100rel\r\nAllow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE\r\nP-Early-Media: supported\r\n" +
            $"Content-Type: {Sdp}\r\nContent-Length: {Session.Length}\r\n\r\n{Session}");
        SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? invite);
        return (SipRequest)invite!; // a constant of ours
    }
}
