using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the reader and writer of a complex type's content.</summary>
internal static class ContentEmitter
{
    private const string Namespace = "ContractNames.Namespace";

    public static string Emit(StructureModel structure, string targetNamespace)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace,
            "System.Collections.Generic", "System.Xml", "Cmr.Contracts.Reading", "Cmr.Contracts.Writing");
        code.Documented($"Content of {structure.Name} in {targetNamespace}.").Block($"internal static class {structure.Name}Content", () =>
        {
            EmitRead(code, structure);
            code.Line();
            EmitWrite(code, structure);
        });
        return code.ToString();
    }

    private static void EmitRead(CodeText code, StructureModel structure) =>
        code.Block($"public static {structure.Name} Read(ref MessageReader reader)", () =>
        {
            foreach (FieldModel field in structure.Fields)
                code.Line(field.IsList ? $"List<{field.ValueType}>? {field.Variable} = null;" : $"{field.ValueType}? {field.Variable} = null;");
            code.Line("ulong seen = 0;");
            code.Block("if (reader.Enter())", () => code.Block("while (reader.NextChild())", () => code.Block("switch (reader.Name)", () =>
            {
                for (int i = 0; i < structure.Fields.Count; i++) EmitCase(code, structure.Fields[i], i);
                code.Line("default:").Indented(() => code.Line("reader.Unknown();").Line("break;"));
            })));
            for (int i = 0; i < structure.Fields.Count; i++)
            {
                if (structure.Fields[i].IsRequired)
                    code.Line($"if ((seen & {Bit(i)}) == 0) reader.Missing({CodeText.Literal(structure.Fields[i].Name)});");
            }

            code.Block($"return new {structure.Name}", () =>
            {
                foreach (FieldModel field in structure.Fields) code.Line($"{field.Name} = {Value(field)},");
            }, "};");
        });

    private static void EmitCase(CodeText code, FieldModel field, int index)
    {
        code.Line($"case {CodeText.Literal(field.Name)}:");
        foreach (string alias in field.Aliases) code.Line($"case {CodeText.Literal(alias)}:");
        code.Indented(() =>
        {
            if (field.Kind == ValueKind.Structure && field.IsList) EmitStructureItem(code, field, index);
            else if (field.Kind == ValueKind.Structure) EmitStructure(code, field, index);
            else if (field.IsList) EmitItem(code, field, index);
            else code.Line($"if (reader.Once(ref seen, {Bit(index)})) {field.Variable} = {Read(field, field.IsRequired)};");
            code.Line("break;");
        });
    }

    private static void EmitItem(CodeText code, FieldModel field, int index)
    {
        if (field.IsRequired) code.Line($"seen |= {Bit(index)};");
        code.Line($"if ({Read(field, field.IsRequired)} is {{ }} {field.Variable}Item) ({field.Variable} ??= []).Add({field.Variable}Item);");
    }

    private static void EmitStructure(CodeText code, FieldModel field, int index) =>
        code.Block($"if (reader.Once(ref seen, {Bit(index)}) && !reader.SkipAbsentStructure())", () => code
            .Line("int errors = reader.ErrorCount;")
            .Line($"{field.Variable} = {field.TypeName}Content.Read(ref reader);")
            .Line($"reader.Nest(errors, {CodeText.Literal(field.Name)});"));

    private static void EmitStructureItem(CodeText code, FieldModel field, int index) =>
        code.Block("if (!reader.SkipAbsentStructure())", () =>
        {
            if (field.IsRequired) code.Line($"seen |= {Bit(index)};");
            code.Line("int errors = reader.ErrorCount;")
                .Line($"({field.Variable} ??= []).Add({field.TypeName}Content.Read(ref reader));")
                .Line($"reader.Nest(errors, {CodeText.Literal(field.Name)}, {field.Variable}.Count - 1);");
        });

    private static string Read(FieldModel field, bool required)
    {
        string argument = required ? "required: true" : "required: false";
        string range = $"{Bound(field.Min)}, {Bound(field.Max)}";
        return field.Kind switch
        {
            ValueKind.Int32 => $"reader.ReadInt32({argument}, {range})",
            ValueKind.Int64 => $"reader.ReadInt64({argument}, {range})",
            ValueKind.Code => $"({field.TypeName}?)reader.ReadInt32({argument}, {range})",
            ValueKind.Word => $"reader.ReadWord({argument}, {field.TypeName}Words.ByWord)",
            _ => $"reader.Read{field.Kind}({argument})",
        };
    }

    private static string Value(FieldModel field) => field switch
    {
        { IsList: true } => $"{field.Variable} ?? (IReadOnlyList<{field.ValueType}>)[]",
        { IsRequired: true, Kind: ValueKind.String } => $"{field.Variable} ?? string.Empty",
        { IsRequired: true } => $"{field.Variable}.GetValueOrDefault()",
        _ => field.Variable,
    };

    private static void EmitWrite(CodeText code, StructureModel structure) =>
        code.Block($"public static void Write(XmlWriter writer, {structure.Name} message)", () =>
        {
            foreach (FieldModel field in structure.Fields)
            {
                if (field.IsList) code.Line($"foreach ({field.ValueType} item in message.{field.Name})");
                else if (!field.IsRequired) code.Line($"if (message.{field.Name} is {{ }} {field.Variable})");
                string value = field.IsList ? "item" : field.IsRequired ? $"message.{field.Name}" : field.Variable;
                if (field.IsRequired && !field.IsList) EmitWriteValue(code, field, value);
                else code.Line("{").Indented(() => EmitWriteValue(code, field, value)).Line("}");
            }
        });

    private static void EmitWriteValue(CodeText code, FieldModel field, string value)
    {
        string name = CodeText.Literal(field.Name);
        string call = field.Kind switch
        {
            ValueKind.Code => $"WriteInt32(writer, {name}, {Namespace}, (int){value})",
            ValueKind.Word => $"WriteString(writer, {name}, {Namespace}, {field.TypeName}Words.Word({value}))",
            _ => $"Write{field.Kind}(writer, {name}, {Namespace}, {value})",
        };
        if (field.Kind != ValueKind.Structure)
        {
            code.Line($"MessageWriter.{call};");
            return;
        }

        code.Line($"writer.WriteStartElement(string.Empty, {name}, {Namespace});")
            .Line($"{field.TypeName}Content.Write(writer, {value});")
            .Line("writer.WriteEndElement();");
    }

    private static string Bound(long bound) => bound switch
    {
        int.MinValue => "int.MinValue",
        int.MaxValue => "int.MaxValue",
        long.MinValue => "long.MinValue",
        long.MaxValue => "long.MaxValue",
        _ => $"{bound}",
    };

    private static string Bit(int index) => $"0x{1UL << index:X}UL";
}
