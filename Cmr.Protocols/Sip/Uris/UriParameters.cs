using System.Buffers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>The <c>;name=value</c> parameters of a URI, in order. Names and values compare without case.</summary>
/// <param name="Raw">Starts with <c>;</c>, or empty.</param>
public readonly record struct UriParameters(Utf8Text Raw)
{
    /// <summary>There are none.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Looks one up; a parameter without a value has the empty text.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Utf8Text value) => new ParameterList(Raw).TryGet(name, out value);

    /// <summary>The parameter is there, with or without a value.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => TryGet(name, out _);

    /// <summary>Walks through name and value pairs.</summary>
    public ParameterEnumerator GetEnumerator() => new(Raw);

    /// <summary>Well-formed: no empty parameter, legal characters, complete escapes.</summary>
    internal static bool IsValid(Utf8Text raw, SearchValues<byte> charset)
    {
        if (raw.IsEmpty)
        {
            return true;
        }

        TextLexer lexer = new(raw);
        while (lexer.TrySkip((byte)';'))
        {
            if (!lexer.TrySkipAll(charset) || (lexer.TrySkip((byte)'=') && !lexer.TrySkipAll(charset)))
            {
                return false;
            }
        }

        return lexer.AtEnd && Abnf.HasValidEscapes(raw.Span);
    }
}
