using System.Xml.Schema;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>The documentation of schema components, fit for a cell of a Markdown table.</summary>
internal static class AnnotationText
{
    public static string Of(XmlSchemaAnnotated component) => Cell(string.Join(' ', (component.Annotation?.Items.OfType<XmlSchemaDocumentation>() ?? [])
        .SelectMany(documentation => documentation.Markup ?? []).Select(node => node?.InnerText ?? "")));

    public static string Cell(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
