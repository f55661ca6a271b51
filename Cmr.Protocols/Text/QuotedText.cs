using System.Text;

namespace Cmr.Protocols.Text;

/// <summary>quoted-string of RFC 3261 §25.1: what stands between the quotes, written and resolved.</summary>
public static class QuotedText
{
    /// <summary>Puts quotes around a text that may hold <c>\"</c> and <c>\\</c> escapes; a quote or a last backslash that would break out is escaped.</summary>
    public static string Write(Utf8Text inner)
    {
        string text = inner.ToString();
        StringBuilder builder = new(text.Length + 2);
        builder.Append('"');
        for (int at = 0; at < text.Length; at++)
        {
            bool escape = text[at] == '\\';
            if (text[at] == '"' || (escape && at + 1 == text.Length))
            {
                builder.Append('\\');
            }

            builder.Append(text[at]);
            if (escape && at + 1 < text.Length)
            {
                builder.Append(text[++at]);
            }
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Octets of the quoted-string that <paramref name="span"/> begins with, both quotes included; 0 when it begins with none or never ends.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> span)
    {
        if (span.IsEmpty || span[0] != (byte)'"')
        {
            return 0;
        }

        for (int at = 1; at < span.Length; at++)
        {
            int stop = span[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                return 0;
            }

            at += stop;
            if (span[at] == (byte)'"')
            {
                return at + 1;
            }

            at++; // the octet behind a backslash is what it is
        }

        return 0;
    }

    /// <summary>Resolves the escapes of a text taken out of its quotes.</summary>
    public static Utf8Text Unescape(Utf8Text inner)
    {
        ReadOnlySpan<byte> span = inner.Span;
        if (!span.Contains((byte)'\\'))
        {
            return inner;
        }

        byte[] target = new byte[span.Length];
        int length = 0;
        for (int at = 0; at < span.Length; at++)
        {
            at += span[at] == (byte)'\\' && at + 1 < span.Length ? 1 : 0;
            target[length++] = span[at];
        }

        return new Utf8Text(target, 0, length);
    }
}
