using System.Xml;

namespace Cmr.Tests.Contracts;

/// <summary>The envelopes of <c>wsdl/samples</c>.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.Combine(ContractSchemas.Folder, "samples");

    public static IEnumerable<string> Messages => Directory.EnumerateFiles(Folder, "*.xml").Select(file => Path.GetFileName(file)).Where(name => name != "fault.xml").Order(StringComparer.Ordinal);

    public static bool Has(string operation) => Messages.Contains(operation + ".request.xml", StringComparer.Ordinal);

    /// <summary>A reader on the body element of a sample.</summary>
    public static XmlReader OpenBody(string name)
    {
        XmlReader reader = XmlReader.Create(Path.Combine(Folder, name), new XmlReaderSettings { IgnoreWhitespace = true });
        reader.ReadToFollowing("Body", "http://schemas.xmlsoap.org/soap/envelope/");
        reader.Read();
        return reader;
    }

    /// <summary>The body element of a sample as text.</summary>
    public static string Body(string name)
    {
        using XmlReader reader = OpenBody(name);
        return reader.ReadOuterXml();
    }
}
