using System.Xml;
using System.Xml.Schema;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Compiles the schemas and reads types and elements from the compiled set.</summary>
internal sealed class SchemaReader(List<ContractProblem> problems)
{
    public string TargetNamespace { get; private set; } = string.Empty;

    public List<StructureModel> Structures { get; } = [];

    public List<EnumerationModel> Enumerations { get; } = [];

    public List<ElementModel> Elements { get; } = [];

    public void Read(IReadOnlyList<ContractFile> files, CancellationToken cancellationToken)
    {
        XmlSchemaSet set = new() { XmlResolver = null };
        set.ValidationEventHandler += (_, e) => Report(ContractProblemKind.InvalidSchema, e.Exception.SourceSchemaObject, e.Message);
        foreach (ContractFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Parse(file) is { } schema) set.Add(schema);
        }

        if (problems.Count > 0) return;
        set.Compile();
        if (problems.Count > 0) return;
        XmlSchema[] schemas = [.. set.Schemas().Cast<XmlSchema>().OrderBy(schema => schema.SourceUri, StringComparer.Ordinal)];
        TargetNamespace = schemas.Select(schema => schema.TargetNamespace).FirstOrDefault() ?? string.Empty;
        foreach (XmlSchema other in schemas.Where(schema => schema.TargetNamespace != TargetNamespace))
            Unsupported(other, "all schemas share one target namespace");
        foreach (XmlSchemaObject item in schemas.SelectMany(schema => schema.Items.Cast<XmlSchemaObject>()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadGlobal(item);
        }
    }

    private XmlSchema? Parse(ContractFile file)
    {
        try
        {
            using StringReader text = new(file.Text);
            using XmlReader reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }, file.Path);
            XmlSchema schema = XmlSchema.Read(reader, (_, e) => problems.Add(new ContractProblem(
                ContractProblemKind.InvalidSchema, file.Path, e.Exception.LineNumber, e.Exception.LinePosition, e.Message)))!;
            schema.SourceUri = file.Path;
            schema.Includes.Clear(); // every file of the contract is in the set anyway
            return schema;
        }
        catch (XmlException e)
        {
            problems.Add(new ContractProblem(ContractProblemKind.InvalidSchema, file.Path, e.LineNumber, e.LinePosition, e.Message));
            return null;
        }
    }

    private void ReadGlobal(XmlSchemaObject item)
    {
        switch (item)
        {
            case XmlSchemaAnnotation:
                break;
            case XmlSchemaElement element:
                ReadElement(element);
                break;
            case XmlSchemaComplexType type:
                ReadStructure(type);
                break;
            case XmlSchemaSimpleType type:
                if (new SimpleTypeReader(this).ReadEnumeration(type) is { } enumeration) Enumerations.Add(enumeration);
                break;
            default:
                Unsupported(item, $"a global {item.GetType().Name}");
                break;
        }
    }

    private void ReadElement(XmlSchemaElement element)
    {
        string? structure = null;
        if (element.ElementSchemaType is XmlSchemaComplexType complex)
        {
            if (complex.QualifiedName.IsEmpty) Unsupported(element, $"the anonymous type of {element.Name}");
            structure = complex.Name;
        }

        Elements.Add(new ElementModel(element.Name!, Annotations.Documentation(element), structure));
    }

    private void ReadStructure(XmlSchemaComplexType type)
    {
        string name = type.Name!;
        if (!Naming.IsIdentifier(name)) Unsupported(type, $"the name {name}");
        if (type.Attributes.Count > 0 || type.AnyAttribute is not null) Unsupported(type, $"attributes of {name}");
        if (type.ContentModel is not null) Unsupported(type, $"extension or restriction in {name}");
        if (type.IsMixed || type.IsAbstract) Unsupported(type, $"mixed or abstract content of {name}");
        if (type.Particle is not XmlSchemaSequence { MinOccurs: 1, MaxOccurs: 1 } sequence)
        {
            Unsupported(type, $"{name} is no plain sequence");
            return;
        }

        if (sequence.Items.Count == 0 || sequence.Items[sequence.Items.Count - 1] is not XmlSchemaAny)
            Unsupported(type, $"the sequence of {name} does not end in xs:any, so it cannot be extended");
        if (sequence.Items.Count > 64) Unsupported(type, $"{name} has more than 63 parameters");
        FieldReader fields = new(this);
        Structures.Add(new StructureModel(name, Annotations.Documentation(type), new EquatableArray<FieldModel>(
            sequence.Items.Cast<XmlSchemaObject>().Select(fields.Read).OfType<FieldModel>())));
    }

    internal void Unsupported(XmlSchemaObject where, string what) => Report(ContractProblemKind.UnsupportedConstruct, where, what);

    private void Report(ContractProblemKind kind, XmlSchemaObject? where, string message)
    {
        XmlSchemaObject? schema = where;
        while (schema is not null and not XmlSchema) schema = schema.Parent;
        problems.Add(new ContractProblem(kind, schema?.SourceUri ?? where?.SourceUri ?? string.Empty, where?.LineNumber ?? 0, where?.LinePosition ?? 0, message));
    }
}
