using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Relay;

/// <summary>A fixed list of tokens, and what a peer's list of methods or option tags makes of it. Nothing is made anew when the peer's list adds nothing, which is the usual case.</summary>
internal sealed class TokenList
{
    private readonly Utf8Text[] _tokens;

    public TokenList(params string[] tokens)
    {
        _tokens = [.. tokens.Select(token => (Utf8Text)token)];
        Text = string.Join(", ", tokens);
    }

    /// <summary>All tokens, as a header field has them.</summary>
    public Utf8Text Text { get; }

    /// <summary>These tokens and the others of a header field; case counts, as it does for methods.</summary>
    public Utf8Text With(HeaderFieldValues values)
    {
        List<Utf8Text>? others = null;
        foreach (Utf8Text value in values)
        {
            if (!value.IsEmpty && !_tokens.Contains(value) && others?.Contains(value) is not true) (others ??= []).Add(value);
        }

        return others is null ? Text : Join([Text, .. others]);
    }

    /// <summary>The tokens of a header field that are not among these; case does not count, as it does not for option tags.</summary>
    /// <param name="values">The header field.</param>
    /// <param name="last">One more to put behind them; empty for none.</param>
    /// <returns>Empty when nothing is left.</returns>
    public Utf8Text Without(HeaderFieldValues values, Utf8Text last = default)
    {
        List<Utf8Text>? left = null;
        foreach (Utf8Text value in values)
        {
            if (!value.IsEmpty && !Has(_tokens, value) && (left is null || !Has(left, value))) (left ??= []).Add(value);
        }

        if (left is null) return last;
        if (!last.IsEmpty) left.Add(last);
        return left is [var only] ? only : Join(left);
    }

    private static bool Has(IReadOnlyList<Utf8Text> tokens, Utf8Text wanted)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].EqualsIgnoreCase(wanted)) return true;
        }

        return false;
    }

    private static Utf8Text Join(List<Utf8Text> tokens)
    {
        byte[] joined = new byte[tokens.Sum(token => token.Length) + (2 * (tokens.Count - 1))];
        Span<byte> rest = joined;
        foreach (Utf8Text token in tokens)
        {
            if (rest.Length < joined.Length)
            {
                ", "u8.CopyTo(rest);
                rest = rest[2..];
            }

            token.Span.CopyTo(rest);
            rest = rest[token.Length..];
        }

        return new Utf8Text(joined);
    }
}
