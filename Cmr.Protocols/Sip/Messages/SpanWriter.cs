namespace Cmr.Protocols.Sip.Messages;

/// <summary>Appends to a span that is known to be large enough.</summary>
internal ref struct SpanWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    /// <summary>Octets written so far.</summary>
    internal int Position { get; private set; }

    internal void Put(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_target[Position..]);
        Position += octets.Length;
    }
}
