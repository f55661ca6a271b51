using System.Xml;
using System.Xml.Schema;
using Cmr.Tests.Support;

namespace Cmr.Tests.Contracts;

/// <summary>The schemas of <c>wsdl/</c>, compiled by the framework's own validator with their includes resolved from disk.</summary>
internal static class ContractSchemas
{
    public const string Namespace = "urn:oma:cmr:1.0";

    public static string Folder { get; } = Path.Combine(Repository.Root, "wsdl");

    public static XmlSchemaSet Set { get; } = Compile();

    /// <summary>Validation errors of a document, each with its line.</summary>
    public static IReadOnlyList<string> Validate(XmlReader source)
    {
        List<string> errors = [];
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema, Schemas = Set };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => errors.Add($"{e.Severity} line {e.Exception.LineNumber}: {e.Message}");
        using XmlReader reader = XmlReader.Create(source, settings);
        while (reader.Read())
        {
            // the handler collects
        }

        return errors;
    }

    private static XmlSchemaSet Compile()
    {
        XmlSchemaSet set = new() { XmlResolver = new XmlUrlResolver() };
        set.ValidationEventHandler += (_, e) => throw e.Exception;
        foreach (string file in Directory.EnumerateFiles(Folder, "*.xsd").Order(StringComparer.Ordinal))
            set.Add(Namespace, new Uri(file).AbsoluteUri);
        set.Compile();
        return set;
    }
}
