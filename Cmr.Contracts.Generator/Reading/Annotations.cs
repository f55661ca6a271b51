using System.Xml;
using System.Xml.Schema;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Documentation and hints of a schema component.</summary>
internal static class Annotations
{
    private const string HintNamespace = "urn:oma:cmr:1.0:hints";

    public static string Documentation(XmlSchemaAnnotated component)
    {
        IEnumerable<string> words = Items<XmlSchemaDocumentation>(component)
            .SelectMany(documentation => documentation.Markup ?? [])
            .SelectMany(node => (node?.InnerText ?? string.Empty).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return string.Join(" ", words);
    }

    /// <summary>Other names under which an element is accepted, such as the misprints of the draft.</summary>
    public static IEnumerable<string> Aliases(XmlSchemaAnnotated component) => Hints(component, "alias").Select(hint => hint.InnerText.Trim());

    public static bool IsSensitive(XmlSchemaAnnotated component) => Hints(component, "sensitive").Any();

    /// <summary>The documented values of a numeric code.</summary>
    public static List<EnumerationMember> Codes(XmlSchemaAnnotated component) =>
        [.. Hints(component, "value").Select(hint => new EnumerationMember(hint.GetAttribute("name"), hint.GetAttribute("code"), hint.InnerText.Trim()))];

    private static IEnumerable<XmlElement> Hints(XmlSchemaAnnotated component, string name) =>
        Items<XmlSchemaAppInfo>(component)
            .SelectMany(information => information.Markup ?? [])
            .OfType<XmlElement>()
            .Where(element => element.NamespaceURI == HintNamespace && element.LocalName == name);

    private static IEnumerable<T> Items<T>(XmlSchemaAnnotated component) => component.Annotation?.Items.OfType<T>() ?? [];
}
