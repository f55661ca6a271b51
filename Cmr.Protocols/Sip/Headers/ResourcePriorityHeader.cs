using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One value of Resource-Priority or Accept-Resource-Priority, RFC 4412 §3: <c>ets.0</c>. Both parts compare without case.</summary>
/// <param name="Namespace">Such as <c>dsn</c>, <c>ets</c>, <c>wps</c>, <c>esnet</c>.</param>
/// <param name="Priority">Priority within the namespace.</param>
public readonly record struct ResourcePriorityHeader(Utf8Text Namespace, Utf8Text Priority)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ResourcePriorityHeader value)
    {
        Utf8Text text = source.Trim();
        int dot = text.Span.IndexOf((byte)'.');
        value = default;
        if (dot <= 0 || dot == text.Length - 1 || text.Span.Count((byte)'.') != 1 || text.Span.ContainsAnyExcept(Abnf.Token))
        {
            return false;
        }

        value = new ResourcePriorityHeader(text.Slice(0, dot), text.Slice(dot + 1));
        return true;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Namespace}.{Priority}";
}
