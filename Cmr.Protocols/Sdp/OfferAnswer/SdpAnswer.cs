using System.Globalization;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>Makes answers, RFC 3264 §6: as many media lines as the offer, in its order, each accepted or refused with port 0.</summary>
public static class SdpAnswer
{
    /// <summary>Answers <paramref name="offer"/>; a stream whose entry is <see langword="null"/> or missing is refused.</summary>
    public static SdpDescription To(SdpDescription offer, SdpOrigin origin, IReadOnlyList<SdpMediaAnswer?> answers)
    {
        SdpConnection session = answers.FirstOrDefault(answer => answer is not null)?.Connection ?? new SdpConnection(origin.AddressType, origin.Address);
        List<SdpMedia> media = [];
        for (int index = 0; index < offer.Media.Count; index++)
        {
            SdpMedia offered = offer.Media[index];
            SdpMediaAnswer? answer = index < answers.Count && !offered.IsRejected ? answers[index] : null;
            media.Add(answer is null ? Refuse(offered) : Accept(offered, offer.DirectionOf(offered), answer, session));
        }

        return WithTimesOf(offer, SdpDescription.Create(origin, session, media));
    }

    /// <summary>
    /// The offered formats that <paramref name="supported"/> has too, in the offer's order, with its payload type numbers and with
    /// the parameters to answer (<see cref="CodecAgreement"/>).
    /// </summary>
    public static IReadOnlyList<SdpCodec> CommonCodecs(SdpMedia offered, IReadOnlyList<SdpCodec> supported) =>
        [.. offered.Codecs.Select(codec => Agree(codec, supported)).OfType<SdpCodec>()];

    /// <summary>The same stream refused: port 0, formats and protocol kept, nothing else.</summary>
    public static SdpMedia Refuse(SdpMedia offered) => SdpMedia.Create(offered.MediaLine with { Port = 0, PortCount = 1 });

    private static SdpCodec? Agree(SdpCodec offered, IReadOnlyList<SdpCodec> supported)
    {
        foreach (SdpCodec mine in supported)
        {
            if (CodecAgreement.TryAgree(offered, mine, out SdpCodec? agreed))
            {
                return agreed;
            }
        }

        return null;
    }

    private static SdpMedia Accept(SdpMedia offered, SdpDirection direction, SdpMediaAnswer answer, SdpConnection session)
    {
        IReadOnlyList<Utf8Text> formats = [.. answer.Codecs.Select(codec => codec.Format)];
        SdpMediaLine line = offered.MediaLine with { Port = answer.Port, PortCount = 1, Formats = formats };
        List<SdpLine> lines = answer.Connection == session ? [] : [answer.Connection.ToLine()];
        lines.AddRange(answer.Codecs.SelectMany(SdpMedia.LinesOf));
        if (answer.PTime is { } milliseconds)
        {
            lines.Add(SdpLine.Attribute("ptime", milliseconds.ToString(CultureInfo.InvariantCulture)));
        }

        lines.Add(SdpDirections.Answer(direction, answer.Direction).ToLine());
        lines.AddRange(answer.Attributes);
        return SdpMedia.Create(line, lines);
    }

    // RFC 3264 §6: the "t=" line of the answer must equal that of the offer.
    private static SdpDescription WithTimesOf(SdpDescription offer, SdpDescription answer)
    {
        List<SdpLine> times = [.. offer.SessionLines.Where(line => line.Type == 't')];
        return times.Count == 0 ? answer : answer.WithSessionLines([.. answer.SessionLines.Where(line => line.Type != 't'), .. times]);
    }
}
