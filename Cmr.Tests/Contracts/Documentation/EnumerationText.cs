using System.Xml;
using System.Xml.Schema;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>A simple type with named values, as documents show it.</summary>
internal sealed record EnumerationText(string Name, string Description, IReadOnlyList<(string Value, string Name, string Meaning)> Values)
{
    public static IEnumerable<EnumerationText> All => ContractSchemas.Set.GlobalTypes.Values.OfType<XmlSchemaSimpleType>()
        .OrderBy(type => type.LineNumber).Select(Read);

    public IEnumerable<string> Rows => Values.Select(value => $"| `{value.Value}` | {value.Name} | {value.Meaning} |");

    private static EnumerationText Read(XmlSchemaSimpleType type)
    {
        IEnumerable<(string, string, string)> words = ((XmlSchemaSimpleTypeRestriction)type.Content!).Facets.OfType<XmlSchemaEnumerationFacet>() // every simple type of the contract is a restriction
            .Select(facet => (facet.Value ?? "", "", AnnotationText.Of(facet)));
        IEnumerable<(string, string, string)> codes = (type.Annotation?.Items.OfType<XmlSchemaAppInfo>() ?? [])
            .SelectMany(info => info.Markup ?? []).OfType<XmlElement>()
            .Select(value => (value.GetAttribute("code"), value.GetAttribute("name"), AnnotationText.Cell(value.InnerText)));
        return new EnumerationText(type.Name ?? "", AnnotationText.Of(type), [.. words, .. codes]);
    }
}
