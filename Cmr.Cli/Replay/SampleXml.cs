using System.Xml;
using System.Xml.Linq;

namespace Cmr.Cli.Replay;

/// <summary>Reads XML that may come from anywhere.</summary>
internal static class SampleXml
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    /// <exception cref="XmlException">It is not well-formed, has a DTD, or is too large.</exception>
    public static XDocument Read(Stream source)
    {
        using XmlReader reader = XmlReader.Create(source, Settings());
        return XDocument.Load(reader);
    }

    /// <inheritdoc cref="Read(Stream)"/>
    public static XDocument Read(string text)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(text), Settings());
        return XDocument.Load(reader);
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };
}
