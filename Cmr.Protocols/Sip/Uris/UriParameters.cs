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

    /// <summary>The parameter is there, with or without a value.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => TryGet(name, out _);

    /// <summary>Walks through name and value pairs.</summary>
    public Enumerator GetEnumerator() => new(Raw);

    /// <summary>Well-formed: no empty parameter, legal characters, complete escapes.</summary>
    internal static bool IsValid(Utf8Text raw, SearchValues<byte> charset)
    {
        if (!Abnf.HasValidEscapes(raw.Span))
        {
            return false;
        }

        TextLexer lexer = new(raw);
        while (lexer.TrySkip((byte)';'))
        {
            if (!lexer.TryTake(charset, out _) || (lexer.TrySkip((byte)'=') && !lexer.TryTake(charset, out _)))
            {
                return false;
            }
        }

        return lexer.AtEnd;
    }

    /// <summary>Walks through the parameters.</summary>
    public struct Enumerator
    {
        private Utf8Text _rest;

        internal Enumerator(Utf8Text raw) => _rest = raw;

        /// <summary>Name, and value or empty text.</summary>
        public (Utf8Text Name, Utf8Text Value) Current { get; private set; }

        /// <summary>Steps to the next parameter.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            Utf8Text tail = _rest.Slice(1);
            int end = tail.Span.IndexOf((byte)';');
            Utf8Text one = end < 0 ? tail : tail.Slice(0, end);
            _rest = end < 0 ? default : tail.Slice(end);
            int equal = one.Span.IndexOf((byte)'=');
            Current = equal < 0 ? (one, default) : (one.Slice(0, equal), one.Slice(equal + 1));
            return true;
        }
    }
}
