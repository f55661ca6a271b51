using System.Buffers;
using System.Text;
using System.Xml;

namespace Cmr.Contracts.Writing;

/// <summary>Text that may stand in an XML 1.0 document.</summary>
internal static class LegalText
{
    /// <summary>Char, XML 1.0 §2.2, without the surrogates, which need a look at their neighbour.</summary>
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(char.IsControl).Except(['\t', '\n', '\r']),
         .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    /// <summary>Replaces what XML cannot carry by U+FFFD; text without such characters is returned as it is.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious)) return text;
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }
}
