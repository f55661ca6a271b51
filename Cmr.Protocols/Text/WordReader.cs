namespace Cmr.Protocols.Text;

/// <summary>Takes one word after the other; single or repeated spaces separate them.</summary>
/// <param name="source">The words.</param>
internal ref struct WordReader(Utf8Text source)
{
    private readonly ReadOnlySpan<byte> _span = source.Span;
    private int _next;

    /// <summary>Words that are still to come.</summary>
    internal readonly int Count
    {
        get
        {
            int count = 0;
            for (WordReader rest = this; rest.TryNext(out _); count++)
            {
            }

            return count;
        }
    }

    internal bool TryNext(out Utf8Text word)
    {
        int start = _next;
        while (start < _span.Length && _span[start] == (byte)' ')
        {
            start++;
        }

        int length = _span[start..].IndexOf((byte)' ');
        length = length < 0 ? _span.Length - start : length;
        word = source.Slice(start, length);
        _next = start + length;
        return length > 0;
    }
}
