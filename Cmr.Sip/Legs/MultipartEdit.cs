using Cmr.Protocols.Text;

namespace Cmr.Sip.Legs;

/// <summary>Changes single parts of a multipart body and leaves every other octet as it is.</summary>
/// <param name="body">The body.</param>
/// <param name="boundary">Boundary of its outermost level.</param>
internal sealed class MultipartEdit(Utf8Text body, Utf8Text boundary)
{
    private readonly List<(int Start, int Length, Utf8Text With)> _changes = [];

    /// <summary>Replaces the content of a part.</summary>
    /// <param name="content">The content, a piece of the body.</param>
    /// <param name="with">The new content.</param>
    public void Replace(Utf8Text content, Utf8Text with)
    {
        if (body.Span.Overlaps(content.Span, out int at)) _changes.Add((at, content.Length, with));
    }

    /// <summary>Takes a part out with its headers and the boundary before it.</summary>
    /// <param name="content">The content, a piece of the body.</param>
    public void Remove(Utf8Text content)
    {
        if (!body.Span.Overlaps(content.Span, out int at)) return;
        byte[] delimiter = [.. "--"u8, .. boundary.Span];
        int end = at + content.Length;
        int start = body.Span[..at].LastIndexOf(delimiter);
        int next = body.Span[end..].IndexOf(delimiter);
        if (start >= 0 && next >= 0) _changes.Add((start, end + next - start, default));
    }

    /// <summary>The body with the changes.</summary>
    public Utf8Text ToText()
    {
        List<Utf8Text> pieces = [];
        int from = 0;
        foreach ((int start, int length, Utf8Text with) in _changes.OrderBy(change => change.Start))
        {
            pieces.Add(body.Slice(from, start - from));
            pieces.Add(with);
            from = start + length;
        }

        pieces.Add(body.Slice(from));
        return Utf8Text.Copy([.. pieces.SelectMany(piece => piece.Span.ToArray())]);
    }
}
