using System.Globalization;
using System.Net;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>One party's side of a session, written by the rules of RFC 3264: same origin, next version when something changed, every line of an offer answered.</summary>
internal sealed class PartySession(IPAddress address, int lines)
{
    private string _content = "";
    private int _version;
    private int _port = 40000;
    private string _direction = "sendrecv";

    /// <summary>What this party said last.</summary>
    public SdpDescription? Local { get; private set; }

    /// <summary>What the other one said last, and this party took.</summary>
    public SdpDescription? Remote { get; set; }

    /// <summary>The same session as it goes on in another dialog.</summary>
    public PartySession Fork() => new(address, lines) { _content = _content, _version = _version, _port = _port, _direction = _direction, Local = Local };

    public SdpDescription Offer(Random random)
    {
        if (Local is not null && random.Next(3) > 0)
        {
            _direction = random.Next(3) switch { 0 => "sendonly", 1 => "inactive", _ => "sendrecv" };
            if (random.Next(2) == 0) _port += 2;
        }

        int count = Math.Max(lines, Local?.Media.Count ?? 0);
        return Say([.. Enumerable.Range(0, count).Select(index => index == 0
            ? $"m=audio {_port} RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na={_direction}\r\n"
            : $"m=video {(index == 1 ? _port + 10000 : 0)} RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na={_direction}\r\n")]);
    }

    public SdpDescription Answer(SdpDescription offer)
    {
        Remote = offer;
        return Say([.. offer.Media.Select(media => Line(offer, media))]);
    }

    public static SdpDescription? Read(Utf8Text body) =>
        SdpDescription.TryRead(body, SdpLimits.Default, out SdpDescription? description).IsComplete ? description : null;

    private string Line(SdpDescription offer, SdpMedia media)
    {
        bool audio = media.MediaType.Equals("audio"u8);
        string[] formats = [.. media.Formats.Select(format => format.ToString())];
        string[] common = [.. formats.Where(format => audio ? format is "0" or "8" : format is "96")];
        if (media.IsRejected || common.Length == 0) return $"m={media.MediaType} 0 {media.Protocol} {string.Join(' ', formats)}\r\n";
        string direction = offer.DirectionOf(media) switch
        {
            SdpDirection.SendOnly => "recvonly",
            SdpDirection.RecvOnly => "sendonly",
            SdpDirection.Inactive => "inactive",
            _ => "sendrecv",
        };
        string maps = string.Concat(common.Select(format => format switch { "0" => "a=rtpmap:0 PCMU/8000\r\n", "8" => "a=rtpmap:8 PCMA/8000\r\n", _ => "a=rtpmap:96 H264/90000\r\n" }));
        return $"m={media.MediaType} {(audio ? _port : _port + 10000)} {media.Protocol} {string.Join(' ', common)}\r\n{maps}a={direction}\r\n";
    }

    private SdpDescription Say(string[] media)
    {
        string content = string.Concat(media);
        if (Local is not null && content == _content) return Local;
        _content = content;
        string text = string.Create(CultureInfo.InvariantCulture, $"v=0\r\no=party 77 {++_version} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n{content}");
        SdpDescription.TryRead(Utf8Text.Of(text), SdpLimits.Default, out SdpDescription? description);
        return Local = description!; // written here
    }
}
