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
    internal static bool IsValid(ReadOnlySpan<byte> raw, SearchValues<byte> charset)
    {
        ReadOnlySpan<byte> rest = raw;
        while (!rest.IsEmpty)
        {
            if (rest[0] != (byte)';' || !TrySkip(ref rest, charset) || (!rest.IsEmpty && rest[0] == (byte)'=' && !TrySkip(ref rest, charset)))
            {
                return false;
            }
        }

        return Abnf.HasValidEscapes(raw);
    }

    // The separator and one or more octets of the set behind it.
    private static bool TrySkip(ref ReadOnlySpan<byte> rest, SearchValues<byte> charset)
    {
        rest = rest[1..];
        int length = rest.IndexOfAnyExcept(charset);
        length = length < 0 ? rest.Length : length;
        rest = rest[length..];
        return length > 0;
    }
}
