using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>A telephone URI, RFC 3966: a global number <c>tel:+49-30-123</c> or a local one with its <c>phone-context</c>.</summary>
public readonly record struct TelUri
{
    private readonly int _parametersStart;

    private TelUri(Utf8Text raw, int parametersStart)
    {
        Raw = raw;
        _parametersStart = parametersStart;
    }

    /// <summary>The URI as written.</summary>
    public Utf8Text Raw { get; }

    /// <summary>The number as written, visual separators and <c>+</c> included.</summary>
    public Utf8Text Number => Raw.Slice(4, _parametersStart - 4);

    /// <summary>Starts with <c>+</c>.</summary>
    public bool IsGlobal => Raw[4] == (byte)'+';

    /// <summary>Parameters such as <c>ext</c>, <c>isub</c>, <c>phone-context</c>.</summary>
    public UriParameters Parameters => new(Raw.Slice(_parametersStart));

    /// <summary><c>phone-context</c> of a local number; empty for a global one.</summary>
    public Utf8Text PhoneContext => Parameters.TryGet("phone-context"u8, out Utf8Text value) ? value : default;

    /// <summary>Reads a whole text as a telephone URI. A local number without context is taken too: phones send it.</summary>
    public static bool TryRead(Utf8Text source, out TelUri uri)
    {
        uri = default;
        ReadOnlySpan<byte> span = source.Span;
        if (span.Length < 5 || !System.Text.Ascii.EqualsIgnoreCase(span[..4], "tel:"u8))
        {
            return false;
        }

        TextLexer lexer = new(source);
        lexer.Skip(4);
        bool global = lexer.TrySkip((byte)'+');
        if (!lexer.TryTake(Abnf.PhoneNumber, out Utf8Text number) || !number.Span.ContainsAny(global ? "0123456789"u8 : "0123456789abcdefABCDEF*#"u8))
        {
            return false;
        }

        int parameters = lexer.Position;
        if (!UriParameters.IsValid(span[parameters..], Abnf.UriParameter))
        {
            return false;
        }

        uri = new TelUri(source, parameters);
        return true;
    }

    /// <summary>The number without visual separators (RFC 3966 §5.1.1), letters in lower case; <c>+</c> stays.</summary>
    public string NormalizedNumber() =>
        WithoutSeparators(Number).ToLowerInvariant();

    /// <summary>Equivalence of RFC 3966 §4: same kind, same digits, same parameters in any order.</summary>
    public bool IsEquivalentTo(TelUri other) =>
        string.Equals(NormalizedNumber(), other.NormalizedNumber(), StringComparison.Ordinal)
        && Contained(Parameters, other.Parameters) && Contained(other.Parameters, Parameters);

    /// <summary>As written.</summary>
    public override string ToString() => Raw.ToString();

    // RFC 3966 §4: extensions and global contexts are numbers, whose visual separators do not count.
    private static bool IsSameValue(Utf8Text name, Utf8Text left, Utf8Text right)
    {
        bool numbers = name.EqualsIgnoreCase("ext"u8) || (name.EqualsIgnoreCase("phone-context"u8) && left.Span.StartsWith("+"u8));
        return numbers
            ? string.Equals(WithoutSeparators(left), WithoutSeparators(right), StringComparison.OrdinalIgnoreCase)
            : PercentEncoding.Normalize(left).EqualsIgnoreCase(PercentEncoding.Normalize(right));
    }

    private static string WithoutSeparators(Utf8Text number) =>
        string.Concat(number.ToString().Where(character => character is not ('-' or '.' or '(' or ')')));

    private static bool Contained(UriParameters inner, UriParameters outer)
    {
        foreach ((Utf8Text name, Utf8Text value) in inner)
        {
            if (!outer.TryGet(name.Span, out Utf8Text other) || !IsSameValue(name, value, other))
            {
                return false;
            }
        }

        return true;
    }
}
