using System.Buffers;
using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>The <c>%HH</c> escapes of RFC 3986 §2.1 as SIP uses them (RFC 3261 §19.1.2).</summary>
public static class PercentEncoding
{
    /// <summary>Resolves all escapes. The result may hold any octet, NUL too: compare it, never parse it again.</summary>
    public static Utf8Text Unescape(Utf8Text text)
    {
        ReadOnlySpan<byte> source = text.Span;
        if (!source.Contains((byte)'%'))
        {
            return text;
        }

        byte[] target = new byte[source.Length];
        int length = 0;
        for (int at = 0; at < source.Length; at++)
        {
            bool escaped = source[at] == (byte)'%' && at + 2 < source.Length;
            byte value = source[at];
            if (escaped && byte.TryParse(source.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte parsed))
            {
                value = parsed;
                at += 2;
            }

            target[length++] = value;
        }

        return new Utf8Text(target, 0, length);
    }

    /// <summary>
    /// Resolves the escapes of unreserved octets and writes the others in upper case: what two URIs are compared by, since a reserved
    /// octet and its escape do not mean the same (RFC 3261 §19.1.4, RFC 2396 §2.2).
    /// </summary>
    public static Utf8Text Normalize(Utf8Text text)
    {
        ReadOnlySpan<byte> source = text.Span;
        if (!source.Contains((byte)'%'))
        {
            return text;
        }

        byte[] target = new byte[source.Length];
        int length = 0;
        for (int at = 0; at < source.Length; at++)
        {
            bool escaped = source[at] == (byte)'%' && at + 2 < source.Length;
            if (escaped && byte.TryParse(source.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                if (Abnf.Unreserved.Contains(value))
                {
                    target[length++] = value;
                }
                else
                {
                    target[length] = (byte)'%';
                    value.TryFormat(target.AsSpan(length + 1, 2), out _, "X2", CultureInfo.InvariantCulture);
                    length += 3;
                }

                at += 2;
                continue;
            }

            target[length++] = source[at];
        }

        return new Utf8Text(target, 0, length);
    }

    /// <summary>Escapes every octet outside <paramref name="allowed"/>, and <c>%</c> itself.</summary>
    public static Utf8Text Escape(Utf8Text text, SearchValues<byte> allowed)
    {
        ArrayBufferWriter<byte> writer = new(text.Length + 16);
        foreach (byte octet in text.Span)
        {
            Span<byte> target = writer.GetSpan(3);
            if (octet != (byte)'%' && allowed.Contains(octet))
            {
                target[0] = octet;
                writer.Advance(1);
                continue;
            }

            target[0] = (byte)'%';
            octet.TryFormat(target[1..], out _, "X2", CultureInfo.InvariantCulture);
            writer.Advance(3);
        }

        return Utf8Text.Copy(writer.WrittenSpan);
    }
}
