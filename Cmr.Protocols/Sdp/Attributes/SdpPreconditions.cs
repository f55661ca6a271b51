using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>
/// The QoS preconditions of one media section as a status table, RFC 3312 and RFC 4032: <c>a=curr</c>, <c>a=des</c>, <c>a=conf</c>.
/// Immutable.
/// </summary>
public sealed class SdpPreconditions
{
    private readonly IReadOnlyList<PreconditionRow> _rows;

    private SdpPreconditions(IReadOnlyList<PreconditionRow> rows) => _rows = rows;

    /// <summary>The rows; two a segment that is spoken of.</summary>
    public IReadOnlyList<PreconditionRow> Rows => _rows;

    /// <summary>All mandatory preconditions are met: the called user may be alerted (RFC 3312 §7).</summary>
    public bool AreMet => _rows.All(row => row.IsMet);

    /// <summary>One of them is mandatory.</summary>
    public bool AnyMandatory => _rows.Any(row => row.Desired is PreconditionStrength.Mandatory);

    /// <summary>The peer wants to hear when one of these is met.</summary>
    public bool AnyToConfirm => _rows.Any(row => row.IsToConfirm);

    /// <summary>A table with local and remote segment, nothing reserved, as an offerer starts.</summary>
    public static SdpPreconditions Segmented(PreconditionStrength local, PreconditionStrength remote) => new(
    [
        new(PreconditionSegment.Local, true, false, local, false), new(PreconditionSegment.Local, false, false, local, false),
        new(PreconditionSegment.Remote, true, false, remote, false), new(PreconditionSegment.Remote, false, false, remote, false),
    ]);

    /// <summary>
    /// Reads the table that a section states, seen from its writer; <see langword="null"/> when it states none. Lines of other types than
    /// <c>qos</c> and malformed ones are passed over.
    /// </summary>
    public static SdpPreconditions? TryRead(SdpMedia media)
    {
        Dictionary<(PreconditionSegment Segment, bool Sends), PreconditionRow> rows = [];
        foreach (SdpLine line in media.Lines)
        {
            if (TryReadLine(line, out PreconditionSegment segment, out SdpDirection? direction, out PreconditionStrength? strength))
            {
                foreach (bool sends in (ReadOnlySpan<bool>)[true, false])
                {
                    PreconditionRow row = rows.GetValueOrDefault((segment, sends), new(segment, sends, false, PreconditionStrength.None, false));
                    bool meant = direction is { } written && (sends ? written.Sends() : written.Receives());
                    rows[(segment, sends)] = meant ? Applied(row, line, strength) : row;
                }
            }
        }

        return rows.Count == 0 ? null : new SdpPreconditions([.. rows.Values.OrderBy(row => row.Segment).ThenByDescending(row => row.Sends)]);
    }

    /// <summary>The same table as its reader sees it: local and remote change places, and so do the directions.</summary>
    public SdpPreconditions Reverse() => new([.. _rows.Select(row => row with { Segment = Reverse(row.Segment), Sends = !row.Sends })
        .OrderBy(row => row.Segment).ThenByDescending(row => row.Sends)]);

    /// <summary>With resources reserved on a segment in these directions.</summary>
    public SdpPreconditions WithReserved(PreconditionSegment segment, SdpDirection direction) => new([.. _rows.Select(row =>
        row.Segment == segment && (row.Sends ? direction.Sends() : direction.Receives()) ? row with { IsCurrent = true } : row)]);

    /// <summary>With the wish to be told when a segment is reserved.</summary>
    public SdpPreconditions WithConfirmation(PreconditionSegment segment) =>
        new([.. _rows.Select(row => row.Segment == segment ? row with { IsToConfirm = true } : row)]);

    /// <summary>With the stronger wish of both tables, which an answer may raise but not lower (RFC 3312 §6).</summary>
    public SdpPreconditions Strengthened(SdpPreconditions other) => new([.. _rows.Select(row =>
        row with { Desired = other._rows.Where(theirs => theirs.Segment == row.Segment && theirs.Sends == row.Sends).Select(theirs => theirs.Desired).Append(row.Desired).Max() })]);

    /// <summary>The attribute lines, in the order of RFC 3312 §4.</summary>
    public IEnumerable<SdpLine> ToLines()
    {
        IEnumerable<IGrouping<PreconditionSegment, PreconditionRow>> segments = _rows.GroupBy(row => row.Segment);
        foreach (IGrouping<PreconditionSegment, PreconditionRow> segment in segments)
        {
            yield return Line("curr", $"{Name(segment.Key)} {Name(segment, row => row.IsCurrent)}");
        }

        foreach (IGrouping<PreconditionSegment, PreconditionRow> segment in segments)
        {
            foreach (PreconditionStrength strength in segment.Select(row => row.Desired).Distinct())
            {
                yield return Line("des", $"{strength.ToString().ToLowerInvariant()} {Name(segment.Key)} {Name(segment, row => row.Desired == strength)}");
            }
        }

        foreach (IGrouping<PreconditionSegment, PreconditionRow> segment in segments.Where(rows => rows.Any(row => row.IsToConfirm)))
        {
            yield return Line("conf", $"{Name(segment.Key)} {Name(segment, row => row.IsToConfirm)}");
        }
    }

    private static SdpLine Line(string name, string value) => SdpLine.Attribute(name, $"qos {value}");

    private static PreconditionRow Applied(PreconditionRow row, SdpLine line, PreconditionStrength? strength) =>
        strength is { } desired ? row with { Desired = desired }
        : line.IsAttribute("curr"u8) ? row with { IsCurrent = true }
        : row with { IsToConfirm = true };

    private static PreconditionSegment Reverse(PreconditionSegment segment) => segment switch
    {
        PreconditionSegment.Local => PreconditionSegment.Remote,
        PreconditionSegment.Remote => PreconditionSegment.Local,
        _ => segment,
    };

    private static bool TryReadLine(SdpLine line, out PreconditionSegment segment, out SdpDirection? direction, out PreconditionStrength? strength)
    {
        (segment, direction, strength) = (default, null, null);
        bool desired = line.IsAttribute("des"u8);
        if (!desired && !line.IsAttribute("curr"u8) && !line.IsAttribute("conf"u8))
        {
            return false;
        }

        List<Utf8Text> words = line.AttributeValue.Words();
        int at = desired ? 2 : 1;
        if (words.Count < at + 2 || !words[0].Equals("qos"u8) || (desired && !TryReadStrength(words[1], out strength)))
        {
            return false;
        }

        return TryReadSegment(words[at], out segment) && (words[at + 1].Equals("none"u8) || TryReadDirection(words[at + 1], out direction));
    }

    private static bool TryReadDirection(Utf8Text word, out SdpDirection? direction)
    {
        direction = word.Equals("send"u8) ? SdpDirection.SendOnly : word.Equals("recv"u8) ? SdpDirection.RecvOnly : word.Equals("sendrecv"u8) ? SdpDirection.SendRecv : null;
        return direction is not null;
    }

    private static bool TryReadSegment(Utf8Text word, out PreconditionSegment segment)
    {
        segment = word.Equals("local"u8) ? PreconditionSegment.Local : word.Equals("remote"u8) ? PreconditionSegment.Remote : PreconditionSegment.EndToEnd;
        return segment is not PreconditionSegment.EndToEnd || word.Equals("e2e"u8);
    }

    private static bool TryReadStrength(Utf8Text word, out PreconditionStrength? strength)
    {
        bool known = Enum.TryParse(word.ToString(), ignoreCase: true, out PreconditionStrength value) && Enum.IsDefined(value) && !Abnf.IsDigit(word[0]);
        strength = known ? value : null;
        return known;
    }

    private static string Name(PreconditionSegment segment) => segment is PreconditionSegment.EndToEnd ? "e2e" : segment.ToString().ToLowerInvariant();

    private static string Name(IEnumerable<PreconditionRow> rows, Func<PreconditionRow, bool> holds) =>
        (rows.Any(row => row.Sends && holds(row)), rows.Any(row => !row.Sends && holds(row))) switch
        {
            (true, true) => "sendrecv",
            (true, false) => "send",
            (false, true) => "recv",
            _ => "none",
        };
}
