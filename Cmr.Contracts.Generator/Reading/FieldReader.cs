using System.Xml.Schema;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Reads one parameter of a sequence.</summary>
internal sealed class FieldReader(SchemaReader schema)
{
    public FieldModel? Read(XmlSchemaObject particle)
    {
        switch (particle)
        {
            case XmlSchemaAny any:
                if (any.Namespace != "##other" || any.ProcessContents != XmlSchemaContentProcessing.Lax || any.MinOccurs != 0 || any.MaxOccursString != "unbounded")
                    schema.Unsupported(any, "an xs:any other than namespace=\"##other\" processContents=\"lax\" minOccurs=\"0\" maxOccurs=\"unbounded\"");
                return null;
            case XmlSchemaElement element:
                return ReadElement(element);
            default:
                schema.Unsupported(particle, $"{particle.GetType().Name} in a sequence");
                return null;
        }
    }

    private FieldModel? ReadElement(XmlSchemaElement element)
    {
        string name = element.QualifiedName.Name;
        if (!element.RefName.IsEmpty) schema.Unsupported(element, $"the reference to {name}");
        if (!Naming.IsIdentifier(name)) schema.Unsupported(element, $"the name {name}");
        if (element.IsNillable) schema.Unsupported(element, $"nillable on {name}: optional elements are left out");
        if (element.DefaultValue is not null || element.FixedValue is not null) schema.Unsupported(element, $"a default or fixed value on {name}");
        bool isList = element.MaxOccursString == "unbounded";
        if ((element.MaxOccurs != 1 && !isList) || element.MinOccurs > 1) schema.Unsupported(element, $"the bounds of {name}");
        FieldModel field = new(name, Annotations.Documentation(element), ValueKind.String, string.Empty, 0, 0,
            element.MinOccurs == 1, isList, Annotations.IsSensitive(element), new EquatableArray<string>(Annotations.Aliases(element)));
        return element.ElementSchemaType switch
        {
            XmlSchemaComplexType { QualifiedName.IsEmpty: false } complex => OfStructure(element, field, complex.Name!),
            XmlSchemaSimpleType simple => new SimpleTypeReader(schema).ReadField(element, field, simple),
            _ => Refuse(element, $"the anonymous type of {name}"),
        };
    }

    private FieldModel? OfStructure(XmlSchemaElement element, FieldModel field, string typeName) =>
        field.IsRequired && !field.IsList
            ? Refuse(element, $"{field.Name}: a structure within a message that occurs exactly once")
            : field with { Kind = ValueKind.Structure, TypeName = typeName };

    private FieldModel? Refuse(XmlSchemaElement element, string what)
    {
        schema.Unsupported(element, what);
        return null;
    }
}
