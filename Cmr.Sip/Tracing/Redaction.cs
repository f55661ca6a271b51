using System.Buffers;

namespace Cmr.Sip.Tracing;

/// <summary>
/// Makes a message fit to be shown: overwrites in place, so that lengths and structure stay as they were.
/// Works on octets, not on parsed messages: what is malformed may hold secrets too.
/// </summary>
internal static class Redaction
{
    private const byte Mask = (byte)'x';

    // Header fields whose digits say who belongs to what; none of them names a party
    private static readonly HashSet<string> Untouched = new(StringComparer.OrdinalIgnoreCase)
    {
        "Via", "v", "Call-ID", "i", "CSeq", "RSeq", "RAck", "Max-Forwards", "Content-Length", "l", "Content-Type", "c", "Expires", "Min-Expires", "Session-Expires", "x", "Min-SE",
        "Timestamp", "Date", "Session-ID", "P-Charging-Vector", "User-Agent", "Server", "WWW-Authenticate", "Proxy-Authenticate", "MIME-Version", "In-Reply-To",
    };

    // Values of these are overwritten whole: secrets, or what follows from them
    private static readonly string[] Secret = ["authorization", "authentication-info"];

    private static readonly SearchValues<byte> Colon = SearchValues.Create(":="u8);

    /// <summary>A copy without secrets; numbers of subscribers lose their middle unless <paramref name="withNumbers"/>.</summary>
    public static byte[] Of(ReadOnlySpan<byte> octets, bool withNumbers)
    {
        byte[] copy = octets.ToArray();
        Overwrite(copy, withNumbers);
        return copy;
    }

    /// <summary>The same in place.</summary>
    public static void Overwrite(Span<byte> message, bool withNumbers)
    {
        string type = "";
        bool isSecret = false;
        bool keepsDigits = false;
        int at = 0;
        while (at < message.Length)
        {
            Span<byte> line = message[at..LineEnd(message, at)];
            at += line.Length;
            Span<byte> text = line.TrimEnd("\r\n"u8);
            if (text.IsEmpty && at > line.Length + 2)
            {
                BodyRedaction.Overwrite(message[at..], type, withNumbers);
                return;
            }

            bool continues = text is [(byte)' ' or (byte)'\t', ..];
            if (!continues)
            {
                string name = NameOf(text);
                keepsDigits = Untouched.Contains(name);
                isSecret = false;
                if (IsContentType(name)) type = System.Text.Encoding.ASCII.GetString(text[(text.IndexOf((byte)':') + 1)..]).Trim();
            }
            else if (isSecret) text.Fill(Mask);

            isSecret |= HideSecret(text);
            SdpSecrets.Overwrite(text);
            if (!withNumbers && !keepsDigits) NumberMask.Overwrite(text);
            UserPasswords.Overwrite(text);
        }
    }

    /// <summary>Where the line that begins at <paramref name="start"/> ends, its line end included.</summary>
    public static int LineEnd(ReadOnlySpan<byte> octets, int start)
    {
        int end = octets[start..].IndexOf((byte)'\n');
        return end < 0 ? octets.Length : start + end + 1;
    }

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || name is "c" or "C";

    private static string NameOf(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        return colon is <= 0 or > 40 ? "" : System.Text.Encoding.ASCII.GetString(line[..colon]).TrimEnd();
    }

    // Wherever the name stands in the line: headers of a URI, or a line that a stray CR has joined to another
    private static bool HideSecret(Span<byte> line)
    {
        foreach (string name in Secret)
        {
            int found = OctetSearch.IndexOf(line, name);
            if (found < 0) continue;
            Span<byte> rest = line[(found + name.Length)..];
            int begins = rest.IndexOfAny(Colon);
            if (begins < 0 || rest[..begins].ContainsAnyExcept((byte)' ', (byte)'\t')) continue;
            HideValue(rest[(begins + 1)..]);
            return true;
        }

        return false;
    }

    // The scheme stays: it tells a lot and gives nothing away
    private static void HideValue(Span<byte> value)
    {
        int start = value.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (start < 0) return;
        int scheme = value[start..].IndexOf((byte)' ');
        bool isKnown = scheme > 0 && (OctetSearch.IsEqual(value.Slice(start, scheme), "digest") || OctetSearch.IsEqual(value.Slice(start, scheme), "bearer") || OctetSearch.IsEqual(value.Slice(start, scheme), "basic"));
        value[(isKnown ? start + scheme + 1 : start)..].Fill(Mask);
    }
}
