using System.Text;

namespace Cmr.Sip.Tracing;

/// <summary>Leaves of a body what is about the call: descriptions, without their keys. Texts of people and everything else are overwritten.</summary>
internal static class BodyRedaction
{
    private const string Description = "application/sdp";

    /// <summary>Overwrites in place.</summary>
    /// <param name="body">The body, perhaps empty.</param>
    /// <param name="type">Value of Content-Type; empty when there was none.</param>
    /// <param name="withNumbers">Numbers stay.</param>
    public static void Overwrite(Span<byte> body, string type, bool withNumbers)
    {
        if (body.IsEmpty) return;
        if (IsType(type, Description)) OverwriteDescription(body, withNumbers);
        else if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && BoundaryOf(type) is { Length: > 0 } boundary) OverwriteParts(body, "--" + boundary, withNumbers);
        else Omit(body, type);
    }

    private static void OverwriteDescription(Span<byte> body, bool withNumbers)
    {
        for (int at = 0; at < body.Length;)
        {
            int end = Redaction.LineEnd(body, at);
            Span<byte> line = body[at..end].TrimEnd("\r\n"u8);
            at = end;
            if (line.Length >= 2 && line[1] == (byte)'=') OverwriteLine(line, withNumbers);
            else line.Fill((byte)'x'); // no line of a description, whatever Content-Type says
        }
    }

    private static void OverwriteLine(Span<byte> line, bool withNumbers)
    {
        SdpSecrets.Overwrite(line);
        if (withNumbers) return;
        // Session name, information, URI, e-mail, phone: written for people; of the origin only the user name
        if (line[0] is (byte)'s' or (byte)'i' or (byte)'u' or (byte)'e' or (byte)'p') NumberMask.Overwrite(line[2..]);
        else if (line[0] is (byte)'o' && line.IndexOf((byte)' ') is > 2 and int space) NumberMask.Overwrite(line[2..space]);
    }

    // Each part by its own type; what stands before the first and after the last boundary is nobody's business
    private static void OverwriteParts(Span<byte> body, string boundary, bool withNumbers)
    {
        int start = 0;
        bool isPart = false;
        for (int at = 0; at < body.Length;)
        {
            int end = Redaction.LineEnd(body, at);
            if (OctetSearch.StartsWith(body[at..end], boundary))
            {
                OverwritePart(body[start..at], isPart, withNumbers);
                start = end;
                isPart = true;
            }

            at = end;
        }

        OverwritePart(body[start..], isPart, withNumbers);
    }

    private static void OverwritePart(Span<byte> part, bool isPart, bool withNumbers)
    {
        if (!isPart)
        {
            part.Fill((byte)'x');
            return;
        }

        string type = "";
        for (int at = 0; at < part.Length;)
        {
            int end = Redaction.LineEnd(part, at);
            Span<byte> line = part[at..end].TrimEnd("\r\n"u8);
            at = end;
            if (line.IsEmpty)
            {
                // A description that holds another boundary is no concern of ours: nested multiparts are omitted
                Span<byte> content = part[at..].TrimEnd("\r\n"u8);
                if (IsType(type, Description)) OverwriteDescription(content, withNumbers);
                else Omit(content, type);
                return;
            }

            if (OctetSearch.StartsWith(line, "content-type:")) type = Encoding.ASCII.GetString(line["content-type:".Length..]).Trim();
            else if (!OctetSearch.StartsWith(line, "content-")) line.Fill((byte)'x');
        }
    }

    private static bool IsType(string value, string type)
    {
        int end = value.AsSpan().IndexOfAny(';', ' ', '\t');
        return (end < 0 ? value : value[..end]).Equals(type, StringComparison.OrdinalIgnoreCase);
    }

    private static string? BoundaryOf(string type)
    {
        const string Name = "boundary=";
        int found = type.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (found < 0) return null;
        string value = type[(found + Name.Length)..].Trim();
        if (value.StartsWith('"')) return value.IndexOf('"', 1) is > 0 and int quote ? value[1..quote] : null;
        int end = value.AsSpan().IndexOfAny(';', ' ');
        return end < 0 ? value : value[..end];
    }

    private static void Omit(Span<byte> content, string type)
    {
        byte[] note = Encoding.ASCII.GetBytes($"[{content.Length} octets of {(type.Length == 0 ? "no type" : type)} omitted]");
        content.Fill((byte)'.');
        if (note.Length <= content.Length) note.CopyTo(content);
    }
}
