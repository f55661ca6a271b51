namespace Cmr.Protocols.Text;

/// <summary>Walks through parameters, first to last.</summary>
public struct ParameterEnumerator
{
    private readonly Utf8Text _raw;
    private int _next;

    internal ParameterEnumerator(Utf8Text raw) => _raw = raw;

    /// <summary>Name, and value or empty text.</summary>
    public readonly (Utf8Text Name, Utf8Text Value) Current => (Name, Value);

    internal Utf8Text Name { get; private set; }

    internal Utf8Text Value { get; private set; }

    /// <summary>Steps to the next parameter.</summary>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> span = _raw.Span;
        int at = AfterWhitespace(span, _next);
        if (at >= span.Length || span[at] != (byte)';')
        {
            return false;
        }

        int name = AfterWhitespace(span, at + 1);
        int nameEnd = EndOfWord(span, name, stopAtEqual: true);
        Name = _raw.Slice(name, nameEnd - name);
        at = AfterWhitespace(span, nameEnd);
        if (at < span.Length && span[at] == (byte)'=')
        {
            ReadValue(span, AfterWhitespace(span, at + 1));
            return true;
        }

        Value = default;
        _next = at;
        return true;
    }

    private void ReadValue(ReadOnlySpan<byte> span, int start)
    {
        TextLexer lexer = new(_raw);
        lexer.Skip(start);
        if (lexer.TryQuotedString(out Utf8Text quoted))
        {
            Value = quoted;
            _next = lexer.Position;
            return;
        }

        _next = EndOfWord(span, start, stopAtEqual: false);
        Value = _raw.Slice(start, _next - start);
    }

    private static int AfterWhitespace(ReadOnlySpan<byte> span, int at)
    {
        while (at < span.Length && Abnf.IsWhitespace(span[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfWord(ReadOnlySpan<byte> span, int at, bool stopAtEqual)
    {
        while (at < span.Length && span[at] != (byte)';' && !(stopAtEqual && span[at] == (byte)'=') && !Abnf.IsWhitespace(span[at]))
        {
            at++;
        }

        return at;
    }
}
