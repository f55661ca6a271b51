namespace Cmr.Protocols.Sip.Messages;

/// <summary>Appends to a span that is known to be large enough.</summary>
internal ref struct SpanWriter(Span<byte> target)
{
    private Span<byte> _rest = target;

    internal void Put(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_rest);
        _rest = _rest[octets.Length..];
    }
}
