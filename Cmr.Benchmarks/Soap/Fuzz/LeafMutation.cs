using System.Text;

namespace Cmr.Benchmarks.Soap.Fuzz;

/// <summary>Changes whole elements that hold only text, so that a document stays well-formed and its damage reaches the messages.</summary>
internal static class LeafMutation
{
    private static readonly byte[][] Values =
        [.. new[]
        {
            "", " ", "0", "-0", "1", "4", "5", "-1", "2147483647", "2147483648", "-2147483649", "99999999999999999999999999999", "1e400", "1.5", "0.000000000000000000001", "999999999999999", "9999999999999999",
            "NaN", "INF", "true", "TRUE", "yes", "24:00:00", "00:00:00.0000001", "25:61:61", "12:00:00+14:00", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00+14:00",
            "2026-11-21", "Audio", "vCard", "audio/mpeg; codecs=mp3", "audio/", "/", "+8613800000001", "tel:+86-138", "sip:a@b;c=d", "*", "&#x20AC;&#x1F600;", "&lt;x/&gt;", "]]&gt;", "<![CDATA[<a>]]>",
            "\u4F60\u597D", "\u0645\u0631\u062D\u0628\u0627", "\u202E", "AAAA", "<a xmlns=\"urn:x\"/>", "<cmr:Name>x</cmr:Name>",
        }.Select(Encoding.UTF8.GetBytes), Encoding.UTF8.GetBytes(new string('9', 300)), Encoding.UTF8.GetBytes(new string('a', 5000))];

    /// <summary>Changes one of them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="other">Another, to take elements from.</param>
    /// <param name="random">The randomness of the case.</param>
    public static void Change(List<byte> document, byte[] other, Random random)
    {
        if (FindLeaf([.. document], random) is not { } leaf) return;
        switch (random.Next(6))
        {
            case 0: document.RemoveRange(leaf.Start, leaf.Length); break;
            case 1: document.InsertRange(leaf.Start, document.GetRange(leaf.Start, leaf.Length)); break;
            case 2 when FindLeaf(other, random) is { } foreign: document.InsertRange(leaf.Start, other.AsSpan(foreign.Start, foreign.Length).ToArray()); break;
            default:
                document.RemoveRange(leaf.TextStart, leaf.TextLength);
                document.InsertRange(leaf.TextStart, Values[random.Next(Values.Length)]);
                break;
        }
    }

    /// <summary>An element without child elements, somewhere behind a random place.</summary>
    private static (int Start, int Length, int TextStart, int TextLength)? FindLeaf(byte[] document, Random random)
    {
        int from = random.Next(document.Length + 1);
        while (from < document.Length)
        {
            int start = Array.IndexOf(document, (byte)'<', from);
            int text = start < 0 ? -1 : Array.IndexOf(document, (byte)'>', start) + 1;
            int close = text <= 0 ? -1 : Array.IndexOf(document, (byte)'<', text);
            if (close < 0 || close + 1 >= document.Length) return null;
            bool isLeaf = document[start + 1] is not ((byte)'/' or (byte)'!' or (byte)'?') && document[text - 2] != '/' && document[close + 1] == '/';
            if (isLeaf) return (start, Array.IndexOf(document, (byte)'>', close) + 1 - start, text, close - text);
            from = close;
        }

        return null;
    }
}
