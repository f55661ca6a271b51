namespace Cmr.Protocols.Text;

/// <summary>
/// Walks a list of <c>;name=value</c> parameters whose grammar was checked before; header fields and URIs share it.
/// Names compare without case; white space may surround the separators and a value may be quoted, which only header fields use.
/// </summary>
/// <param name="Raw">Starts with <c>;</c> (white space may come before it), or empty.</param>
internal readonly record struct ParameterList(Utf8Text Raw)
{
    /// <summary>Looks one up. A quoted value comes without its quotes, a parameter without a value is the empty text.</summary>
    internal bool TryGet(ReadOnlySpan<byte> name, out Utf8Text value)
    {
        ParameterEnumerator parameters = new(Raw);
        while (parameters.MoveNext())
        {
            if (parameters.Name.EqualsIgnoreCase(name))
            {
                value = parameters.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Number of parameters.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            for (ParameterEnumerator parameters = new(Raw); parameters.MoveNext(); count++)
            {
            }

            return count;
        }
    }

    /// <summary>As written, without white space outside quotes.</summary>
    public override string ToString()
    {
        ReadOnlySpan<byte> span = Raw.Span;
        byte[] target = new byte[span.Length];
        int length = 0;
        bool quoted = false;
        for (int at = 0; at < span.Length; at++)
        {
            byte octet = span[at];
            if (!quoted && Abnf.IsWhitespace(octet))
            {
                continue;
            }

            target[length++] = octet;
            if (quoted && octet == (byte)'\\' && at + 1 < span.Length)
            {
                target[length++] = span[++at];
            }

            quoted ^= octet == (byte)'"';
        }

        return new Utf8Text(target, 0, length).ToString();
    }

    /// <summary>Walks through name and value pairs.</summary>
    internal ParameterEnumerator GetEnumerator() => new(Raw);
}
