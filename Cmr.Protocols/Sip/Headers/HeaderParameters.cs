using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>The <c>;name=value</c> parameters of a header value, in order. Names compare without case.</summary>
/// <param name="Raw">Starts with <c>;</c> (white space may come before it), or empty.</param>
public readonly record struct HeaderParameters(Utf8Text Raw)
{
    /// <summary>There are none.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Looks one up. A quoted value comes without its quotes, a parameter without a value is the empty text.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Utf8Text value)
    {
        foreach ((Utf8Text key, Utf8Text text) in this)
        {
            if (key.EqualsIgnoreCase(name))
            {
                value = text;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The value, or the empty text when there is no such parameter.</summary>
    public Utf8Text Get(ReadOnlySpan<byte> name) => TryGet(name, out Utf8Text value) ? value : default;

    /// <summary>The parameter is there, with or without a value.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => TryGet(name, out _);

    /// <summary>Walks through name and value pairs.</summary>
    public Enumerator GetEnumerator() => new(Raw);

    /// <summary>Reads all parameters up to the first octet that belongs to none.</summary>
    internal static bool TryRead(ref TextLexer lexer, out HeaderParameters parameters)
    {
        Utf8Text rest = lexer.Rest;
        int start = lexer.Position;
        while (lexer.TrySkipSeparator((byte)';'))
        {
            if (!TryReadOne(ref lexer, out _, out _))
            {
                parameters = default;
                return false;
            }
        }

        parameters = new HeaderParameters(rest.Slice(0, lexer.Position - start));
        return true;
    }

    private static bool TryReadOne(ref TextLexer lexer, out Utf8Text name, out Utf8Text value)
    {
        value = default;
        if (!lexer.TryToken(out name))
        {
            return false;
        }

        if (!lexer.TrySkipSeparator((byte)'=') || lexer.TryQuotedString(out value) || lexer.TryTake(Abnf.ParameterValue, out value))
        {
            return true;
        }

        return lexer.AtEnd || lexer.Next is (byte)';'; // leniency: "tag=" with nothing behind counts as empty
    }

    /// <summary>Walks through the parameters.</summary>
    public ref struct Enumerator
    {
        private TextLexer _lexer;

        internal Enumerator(Utf8Text raw) => _lexer = new TextLexer(raw);

        /// <summary>Name, and value or empty text.</summary>
        public (Utf8Text Name, Utf8Text Value) Current { get; private set; }

        /// <summary>Steps to the next parameter.</summary>
        public bool MoveNext()
        {
            if (!_lexer.TrySkipSeparator((byte)';') || !TryReadOne(ref _lexer, out Utf8Text name, out Utf8Text value))
            {
                return false;
            }

            Current = (name, value);
            return true;
        }
    }
}
