using System.Globalization;
using System.Xml.Schema;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Reads simple types: the built-in ones, ranges of xs:int, codes and words.</summary>
internal sealed class SimpleTypeReader(SchemaReader schema)
{
    /// <summary>A named simple type becomes a C# enum.</summary>
    public EnumerationModel? ReadEnumeration(XmlSchemaSimpleType type)
    {
        string documentation = Annotations.Documentation(type);
        if (type.Content is XmlSchemaSimpleTypeRestriction restriction && type.BaseXmlSchemaType is XmlSchemaSimpleType { QualifiedName.Namespace: XmlSchema.Namespace } builtIn)
        {
            if (builtIn.TypeCode == XmlTypeCode.Int && TryRange(restriction, out _, out _) && Annotations.Codes(type) is { Count: > 0 } codes)
                return Checked(type, new EnumerationModel(type.Name!, documentation, false, new EquatableArray<EnumerationMember>(codes)));
            XmlSchemaEnumerationFacet[] words = [.. restriction.Facets.OfType<XmlSchemaEnumerationFacet>()];
            if (builtIn.TypeCode == XmlTypeCode.String && words.Length > 0 && words.Length == restriction.Facets.Count)
                return Checked(type, new EnumerationModel(type.Name!, documentation, true, new EquatableArray<EnumerationMember>(
                    words.Select(word => new EnumerationMember(Naming.Member(word.Value!), word.Value!, Annotations.Documentation(word))))));
        }

        schema.Unsupported(type, $"{type.Name} is neither a range of xs:int with documented codes nor an enumeration of xs:string");
        return null;
    }

    public FieldModel? ReadField(XmlSchemaElement element, FieldModel field, XmlSchemaSimpleType type)
    {
        if (type.QualifiedName.Namespace == XmlSchema.Namespace) return OfBuiltIn(element, field, type.TypeCode);
        if (type.Content is XmlSchemaSimpleTypeRestriction restriction)
        {
            bool isWord = restriction.Facets.OfType<XmlSchemaEnumerationFacet>().Any();
            if (!type.QualifiedName.IsEmpty && isWord) return field with { Kind = ValueKind.Word, TypeName = type.Name! };
            if (type.TypeCode == XmlTypeCode.Int && TryRange(restriction, out int min, out int max))
                return field with { Kind = type.QualifiedName.IsEmpty ? ValueKind.Int32 : ValueKind.Code, TypeName = type.Name ?? string.Empty, Min = min, Max = max };
        }

        schema.Unsupported(element, $"the type of {field.Name}");
        return null;
    }

    private FieldModel? OfBuiltIn(XmlSchemaElement element, FieldModel field, XmlTypeCode code)
    {
        switch (code)
        {
            case XmlTypeCode.String or XmlTypeCode.AnyUri: return field;
            case XmlTypeCode.Int: return field with { Kind = ValueKind.Int32 };
            case XmlTypeCode.Boolean: return field with { Kind = ValueKind.Boolean };
            case XmlTypeCode.Decimal: return field with { Kind = ValueKind.Decimal };
            case XmlTypeCode.DateTime: return field with { Kind = ValueKind.DateTime };
            case XmlTypeCode.Date: return field with { Kind = ValueKind.Date };
            case XmlTypeCode.Time: return field with { Kind = ValueKind.Time };
            default:
                schema.Unsupported(element, $"the built-in type {code} of {field.Name}");
                return null;
        }
    }

    private EnumerationModel Checked(XmlSchemaSimpleType type, EnumerationModel enumeration)
    {
        foreach (EnumerationMember member in enumeration.Members.Where(member => !Naming.IsIdentifier(member.Name)))
            schema.Unsupported(type, $"the value name {member.Name} of {type.Name}");
        return enumeration;
    }

    private static bool TryRange(XmlSchemaSimpleTypeRestriction restriction, out int min, out int max)
    {
        min = int.MinValue;
        max = int.MaxValue;
        foreach (XmlSchemaFacet facet in restriction.Facets.Cast<XmlSchemaFacet>())
        {
            int value = int.Parse(facet.Value!, CultureInfo.InvariantCulture);
            if (facet is XmlSchemaMinInclusiveFacet) min = value;
            else if (facet is XmlSchemaMaxInclusiveFacet) max = value;
            else return false;
        }

        return true;
    }
}
