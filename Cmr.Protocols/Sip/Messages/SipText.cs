using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Octet-exact text operations; a detour through strings would damage octets that are no UTF-8.</summary>
internal static class SipText
{
    /// <summary>Between name and value.</summary>
    internal static Utf8Text Colon { get; } = ": ";

    /// <summary>Before a parameter.</summary>
    internal static Utf8Text Semicolon { get; } = ";";

    /// <summary>Before a tag.</summary>
    internal static Utf8Text Tag { get; } = ";tag=";

    /// <summary>Line ends and NULs become spaces, and the ends are trimmed.</summary>
    internal static Utf8Text Unfold(Utf8Text value)
    {
        Utf8Text trimmed = value.Trim();
        if (!trimmed.Span.ContainsAny((byte)'\r', (byte)'\n', (byte)'\0'))
        {
            return trimmed;
        }

        byte[] copy = trimmed.Span.ToArray();
        foreach (ref byte octet in copy.AsSpan())
        {
            octet = octet is (byte)'\r' or (byte)'\n' or (byte)'\0' ? (byte)' ' : octet;
        }

        return new Utf8Text(copy).Trim(); // a NUL at the end has become a space
    }

    /// <summary>The same texts, all in one piece of memory of their own.</summary>
    internal static Utf8Text[] Together(params ReadOnlySpan<Utf8Text> parts)
    {
        Utf8Text all = Concat(parts);
        Utf8Text[] together = new Utf8Text[parts.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            together[i] = all.Slice(start, parts[i].Length);
            start += parts[i].Length;
        }

        return together;
    }

    internal static Utf8Text Concat(params ReadOnlySpan<Utf8Text> parts)
    {
        int length = 0;
        foreach (Utf8Text part in parts)
        {
            length += part.Length;
        }

        byte[] all = new byte[length];
        SpanWriter writer = new(all);
        foreach (Utf8Text part in parts)
        {
            writer.Put(part.Span);
        }

        return new Utf8Text(all);
    }
}
