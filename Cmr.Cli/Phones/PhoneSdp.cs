using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Cli.Phones;

/// <summary>Session descriptions of the built-in phones: one audio stream, G.711.</summary>
internal static class PhoneSdp
{
    public const string ContentType = "application/sdp";

    /// <param name="user">Name in the origin line.</param>
    /// <param name="version">Version of the description, 1 for the first.</param>
    /// <param name="rtpPort">Where RTP is expected, on the loopback address.</param>
    public static string Audio(string user, int version, int rtpPort) => string.Join("\r\n",
        "v=0",
        $"o={user} 1 {version} IN IP4 127.0.0.1",
        "s=-",
        "c=IN IP4 127.0.0.1",
        "t=0 0",
        $"m=audio {rtpPort} RTP/AVP 8 0 101",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-15",
        "a=ptime:20",
        "a=sendrecv",
        "");

    /// <summary>Where the sender of this message wants its audio; <see langword="null"/> when it says nothing usable.</summary>
    public static IPEndPoint? AudioAddress(SipMessage message)
    {
        SdpDescription.TryRead(message.Body, SdpLimits.Default, out SdpDescription? description);
        SdpMedia? audio = description?.Media.FirstOrDefault(media => media.MediaType.Equals("audio"u8) && !media.IsRejected);
        return audio is not null && IPAddress.TryParse(description!.ConnectionOf(audio)?.Address.ToString(), out IPAddress? address) // audio is part of a description
            ? new IPEndPoint(address, audio.Port)
            : null;
    }
}
