using System.Collections;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary>The lines of a session or of a media section: a part of an array that all sections of a description share.</summary>
/// <param name="lines">Lines, which do not change any more.</param>
/// <param name="start">First one.</param>
/// <param name="count">How many.</param>
public sealed class SdpLines(SdpLine[] lines, int start, int count) : IReadOnlyList<SdpLine>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public SdpLine this[int index] => Span[index];

    internal ReadOnlySpan<SdpLine> Span => lines.AsSpan(start, count);

    /// <summary>Walks through the lines.</summary>
    public ArraySegment<SdpLine>.Enumerator GetEnumerator() => new ArraySegment<SdpLine>(lines, start, count).GetEnumerator();

    IEnumerator<SdpLine> IEnumerable<SdpLine>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SdpLines Of(SdpLine[] lines) => new(lines, 0, lines.Length);
}
