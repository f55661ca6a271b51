using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Subscription-State, RFC 6665 §8.2.3: <c>active;expires=60</c>.</summary>
/// <param name="State"><c>active</c>, <c>pending</c>, <c>terminated</c> or an extension.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct SubscriptionStateHeader(Utf8Text State, HeaderParameters Parameters)
{
    /// <summary>The subscription has ended.</summary>
    public bool IsTerminated => State.EqualsIgnoreCase("terminated"u8);

    /// <summary><c>reason</c> of the end; empty when absent.</summary>
    public Utf8Text Reason => Parameters.Get("reason"u8);

    /// <summary><c>expires</c> in seconds.</summary>
    public uint? Expires => Parameters.GetNumber("expires"u8);

    /// <summary><c>retry-after</c> in seconds.</summary>
    public uint? RetryAfter => Parameters.GetNumber("retry-after"u8);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out SubscriptionStateHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text state) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new SubscriptionStateHeader(state, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{State}{Parameters}";
}
