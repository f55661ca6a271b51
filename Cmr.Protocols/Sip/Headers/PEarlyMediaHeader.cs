using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>P-Early-Media, RFC 5009 §8.</summary>
/// <param name="Direction">The direction parameter. With several (one per media line), the first.</param>
/// <param name="Supported">The sender understands the header.</param>
/// <param name="Gated">Early media is gated by the network.</param>
public readonly record struct PEarlyMediaHeader(EarlyMediaDirection Direction, bool Supported, bool Gated)
{
    /// <summary>Reads one whole header value, commas included; unknown parameters are skipped.</summary>
    public static bool TryRead(Utf8Text source, out PEarlyMediaHeader value)
    {
        value = default;
        foreach (Utf8Text parameter in new HeaderValues(source))
        {
            TextLexer lexer = new(parameter);
            if (!lexer.TryToken(out Utf8Text token))
            {
                return false;
            }

            value = With(value, token);
        }

        return true;
    }

    /// <summary>The parameters known here, in the order of RFC 5009 §8.</summary>
    public override string ToString()
    {
        List<string> parameters = new(3);
        if (Supported) parameters.Add("supported");
        if (Direction is not EarlyMediaDirection.None) parameters.Add(Direction.ToString().ToLowerInvariant());
        if (Gated) parameters.Add("gated");
        return string.Join(", ", parameters);
    }

    /// <summary>This value and that of a further row.</summary>
    internal PEarlyMediaHeader And(PEarlyMediaHeader further) => new(
        Direction is EarlyMediaDirection.None ? further.Direction : Direction,
        Supported || further.Supported,
        Gated || further.Gated);

    private static PEarlyMediaHeader With(PEarlyMediaHeader value, Utf8Text token)
    {
        EarlyMediaDirection direction = DirectionOf(token);
        return value with
        {
            Direction = value.Direction is EarlyMediaDirection.None ? direction : value.Direction,
            Supported = value.Supported || token.EqualsIgnoreCase("supported"u8),
            Gated = value.Gated || token.EqualsIgnoreCase("gated"u8),
        };
    }

    private static EarlyMediaDirection DirectionOf(Utf8Text token) =>
        token.EqualsIgnoreCase("sendrecv"u8) ? EarlyMediaDirection.SendRecv
        : token.EqualsIgnoreCase("sendonly"u8) ? EarlyMediaDirection.SendOnly
        : token.EqualsIgnoreCase("recvonly"u8) ? EarlyMediaDirection.RecvOnly
        : token.EqualsIgnoreCase("inactive"u8) ? EarlyMediaDirection.Inactive
        : EarlyMediaDirection.None;
}
