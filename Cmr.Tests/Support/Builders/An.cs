using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Tests.Support.Builders;

/// <summary>Messages for tests. Without Via they are ready for a transaction layer; <see cref="Received"/> adds one.</summary>
internal static class An
{
    public static SipRequestBuilder Invite(string uri = "sip:bob@b.example") => Request(SipMethod.Invite, uri);

    public static SipRequestBuilder Request(SipMethod method, string uri = "sip:bob@b.example") =>
        SipRequest.Create(method, AnyUri.Parse(uri))
            .WithMaxForwards(70)
            .Set(HeaderId.From, "\"Ann\" <sip:ann@a.example>;tag=ann1")
            .Set(HeaderId.To, "<sip:bob@b.example>")
            .Set(HeaderId.CallId, "call-1@a.example")
            .WithCSeq(1)
            .Set(HeaderId.Contact, "<sip:ann@10.0.0.1:5060>");

    public static SipRequestBuilder Received(this SipRequestBuilder builder, string branch = "z9hG4bKann1", string sentBy = "10.0.0.1:5060") =>
        builder.Push(HeaderId.Via, $"SIP/2.0/UDP {sentBy};branch={branch}");

    public static SipResponse Response(SipRequest request, SipStatus status, string toTag = "bob1") =>
        SipResponse.For(request, status).WithToTag(toTag).Build();

    public static SdpDescription AudioOffer(params SdpCodec[] codecs)
    {
        SdpOrigin origin = SdpOrigin.Create(1, 1, System.Net.IPAddress.Parse("10.0.0.1"));
        SdpMediaLine line = new("audio", 40000, 1, "RTP/AVP", []);
        SdpMedia audio = SdpMedia.Create(line).WithCodecs(codecs.Length > 0 ? codecs : [new SdpCodec(0, "PCMU", 8000), new SdpCodec(8, "PCMA", 8000)]);
        return SdpDescription.Create(origin, SdpConnection.Of(System.Net.IPAddress.Parse("10.0.0.1")), [audio]);
    }
}
