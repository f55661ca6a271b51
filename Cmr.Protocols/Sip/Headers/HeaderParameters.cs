using System.Buffers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>The <c>;name=value</c> parameters of a header value, in order. Names compare without case.</summary>
/// <param name="Raw">Starts with <c>;</c> (white space may come before it), or empty.</param>
public readonly record struct HeaderParameters(Utf8Text Raw)
{
    /// <summary>There are none.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Looks one up. A quoted value comes without its quotes, a parameter without a value is the empty text.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Utf8Text value) => new ParameterList(Raw).TryGet(name, out value);

    /// <summary>The value, or the empty text when there is no such parameter.</summary>
    public Utf8Text Get(ReadOnlySpan<byte> name) => TryGet(name, out Utf8Text value) ? value : default;

    /// <summary>The value as a number; <see langword="null"/> when absent, no number, or above <paramref name="maximum"/>.</summary>
    public uint? GetNumber(ReadOnlySpan<byte> name, uint maximum = uint.MaxValue) =>
        TryGet(name, out Utf8Text value) && ScalarHeader.TryRead(value, maximum, out uint number) ? number : null;

    /// <summary>The parameter is there, with or without a value.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => TryGet(name, out _);

    /// <summary>Walks through name and value pairs.</summary>
    public ParameterEnumerator GetEnumerator() => new(Raw);

    /// <summary>The same parameters in the same order; names compare without case, values octet by octet.</summary>
    public bool Equals(HeaderParameters other)
    {
        ParameterEnumerator right = other.GetEnumerator();
        foreach ((Utf8Text name, Utf8Text value) in this)
        {
            if (!right.MoveNext() || !name.EqualsIgnoreCase(right.Current.Name) || value != right.Current.Value)
            {
                return false;
            }
        }

        return !right.MoveNext();
    }

    /// <inheritdoc/>
    public override int GetHashCode() => new ParameterList(Raw).Count;

    /// <summary>Canonical form: as written, without the white space between the parts.</summary>
    public override string ToString() => new ParameterList(Raw).ToString();

    /// <summary>Reads all parameters up to the first octet that belongs to none.</summary>
    internal static bool TryRead(ref TextLexer lexer, out HeaderParameters parameters)
    {
        Utf8Text rest = lexer.Rest;
        int end = 0;
        bool valid = rest.IsEmpty || TryFindEnd(rest.Span, out end);
        parameters = new HeaderParameters(valid ? rest.Slice(0, end) : default);
        lexer.Skip(valid ? end : 0);
        return valid;
    }

    /// <summary>Reads a value that is nothing but parameters, the first without a semicolon.</summary>
    internal static bool TryReadBare(Utf8Text source, out HeaderParameters parameters)
    {
        TextLexer lexer = new(SipText.Concat(SipText.Semicolon, source.Trim()));
        return TryRead(ref lexer, out parameters) && lexer.AtEnd;
    }

    private static bool TryFindEnd(ReadOnlySpan<byte> span, out int end)
    {
        end = 0;
        for (int at = AfterSpace(span, 0); at < span.Length && span[at] == (byte)';'; at = AfterSpace(span, end))
        {
            end = AfterSpace(span, at + 1);
            if (!TrySkipOne(span, ref end))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TrySkipOne(ReadOnlySpan<byte> span, ref int at)
    {
        int name = at;
        at = EndOf(span, at, Abnf.Token);
        int equal = AfterSpace(span, at);
        if (at == name || equal == span.Length || span[equal] != (byte)'=')
        {
            return at > name;
        }

        int value = AfterSpace(span, equal + 1);
        at = EndOf(span, value, Abnf.ParameterValue);
        bool quoted = at == value && value < span.Length && span[value] == (byte)'"';
        return quoted ? TrySkipQuoted(span, ref at) : at > value || at == span.Length || span[at] == (byte)';'; // leniency: "tag=" with nothing behind counts as empty
    }

    private static bool TrySkipQuoted(ReadOnlySpan<byte> span, ref int at)
    {
        int length = QuotedText.LengthOf(span[at..]);
        at += length;
        return length > 0;
    }

    private static int EndOf(ReadOnlySpan<byte> span, int at, SearchValues<byte> set)
    {
        int length = span[at..].IndexOfAnyExcept(set);
        return length < 0 ? span.Length : at + length;
    }

    private static int AfterSpace(ReadOnlySpan<byte> span, int at)
    {
        while (at < span.Length && Abnf.IsWhitespace(span[at]))
        {
            at++;
        }

        return at;
    }
}
