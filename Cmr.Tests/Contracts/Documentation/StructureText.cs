using System.Xml;
using System.Xml.Schema;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>A message or structure of the compiled schemas, as documents show it.</summary>
internal sealed record StructureText(string Name, string Description, IReadOnlyList<ParameterText> Parameters)
{
    public const string Head = "| Parameter | Type | Cardinality | Description |\n|---|---|---|---|";

    public IEnumerable<string> Rows => Parameters.Select(parameter => parameter.Row);

    public static StructureText Read(string name)
    {
        XmlSchemaComplexType type = (XmlSchemaComplexType)ContractSchemas.Set.GlobalTypes[new XmlQualifiedName(name, ContractSchemas.Namespace)]!; // named by the contract itself
        IEnumerable<XmlSchemaElement> elements = ((XmlSchemaSequence)type.Particle!).Items.OfType<XmlSchemaElement>(); // the generator takes nothing else
        return new StructureText(name, AnnotationText.Of(type), [.. elements.Select(Read)]);
    }

    /// <summary>This structure and those in it, each once, in the order met.</summary>
    public static IEnumerable<StructureText> ReadAll(IEnumerable<string> names)
    {
        HashSet<string> seen = [];
        Queue<string> open = new(names);
        while (open.TryDequeue(out string? name))
        {
            if (!seen.Add(name)) continue;
            StructureText structure = Read(name);
            yield return structure;
            foreach (ParameterText parameter in structure.Parameters)
                if (parameter.Structure is { } inner) open.Enqueue(inner);
        }
    }

    private static ParameterText Read(XmlSchemaElement element)
    {
        bool isStructure = element.ElementSchemaType is XmlSchemaComplexType;
        bool isOurs = element.ElementSchemaType?.QualifiedName.Namespace == ContractSchemas.Namespace;
        string cardinality = (element.MinOccurs, element.MaxOccurs) switch
        {
            (1, 1) => "1",
            (var least, decimal.MaxValue) => $"{least}..N",
            (var least, var most) => $"{least}..{most}",
        };
        string? typeName = isOurs ? element.ElementSchemaType?.Name : null;
        return new ParameterText(element.QualifiedName.Name, TypeText(element.ElementSchemaType), cardinality, AnnotationText.Of(element),
            isStructure ? typeName : null, isStructure ? null : typeName);
    }

    private static string TypeText(XmlSchemaType? type)
    {
        if (type is null || !type.QualifiedName.IsEmpty) return type?.Name is { } own && type.QualifiedName.Namespace == ContractSchemas.Namespace ? own : type?.QualifiedName.Name ?? "";
        XmlSchemaFacet[] facets = [.. ((XmlSchemaSimpleTypeRestriction)((XmlSchemaSimpleType)type).Content!).Facets.Cast<XmlSchemaFacet>()]; // the only anonymous types are ranges
        string? least = facets.OfType<XmlSchemaMinInclusiveFacet>().SingleOrDefault()?.Value;
        string? most = facets.OfType<XmlSchemaMaxInclusiveFacet>().SingleOrDefault()?.Value;
        return $"{type.BaseXmlSchemaType?.QualifiedName.Name}{(least is null ? "" : $" from {least}")}{(most is null ? "" : $" to {most}")}";
    }
}
