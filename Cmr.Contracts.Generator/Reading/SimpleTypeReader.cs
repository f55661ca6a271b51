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
            if (builtIn.TypeCode == XmlTypeCode.Int && TryRange(restriction, XmlTypeCode.Int, out _, out _) && Annotations.Codes(type) is { Count: > 0 } codes)
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
            bool isInteger = type.TypeCode == XmlTypeCode.Int || (type.TypeCode == XmlTypeCode.Long && type.QualifiedName.IsEmpty);
            if (isInteger && TryRange(restriction, type.TypeCode, out long min, out long max))
                return field with { Kind = KindOf(type), TypeName = type.Name ?? string.Empty, Min = min, Max = max };
        }

        schema.Unsupported(element, $"the type of {field.Name}");
        return null;
    }

    private FieldModel? OfBuiltIn(XmlSchemaElement element, FieldModel field, XmlTypeCode code)
    {
        switch (code)
        {
            case XmlTypeCode.String or XmlTypeCode.AnyUri: return field;
            case XmlTypeCode.Int: return field with { Kind = ValueKind.Int32, Min = int.MinValue, Max = int.MaxValue };
            case XmlTypeCode.Long: return field with { Kind = ValueKind.Int64, Min = long.MinValue, Max = long.MaxValue };
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

    private static ValueKind KindOf(XmlSchemaSimpleType integer) =>
        !integer.QualifiedName.IsEmpty ? ValueKind.Code
        : integer.TypeCode == XmlTypeCode.Long ? ValueKind.Int64
        : ValueKind.Int32;

    private static bool TryRange(XmlSchemaSimpleTypeRestriction restriction, XmlTypeCode integer, out long min, out long max)
    {
        (min, max) = integer == XmlTypeCode.Long ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        foreach (XmlSchemaFacet facet in restriction.Facets.Cast<XmlSchemaFacet>())
        {
            if (facet is XmlSchemaMinInclusiveFacet) min = Value(facet);
            else if (facet is XmlSchemaMaxInclusiveFacet) max = Value(facet);
            else return false;
        }

        return true;
    }

    private static long Value(XmlSchemaFacet facet) => long.Parse(facet.Value!, CultureInfo.InvariantCulture);
}
