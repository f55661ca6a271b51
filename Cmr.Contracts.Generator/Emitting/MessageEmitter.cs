using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the immutable record for a complex type.</summary>
internal static class MessageEmitter
{
    public static string Emit(StructureModel structure)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Collections.Generic", "System.Text");
        code.Documented(structure.Documentation).Block($"public sealed record {structure.Name}", () =>
        {
            foreach (FieldModel field in structure.Fields) code.Documented(field.Documentation).Line(Property(field)).Line();
            if (structure.Fields.Any(field => field.IsSensitive)) EmitPrintMembers(code, structure);
        });
        return code.ToString();
    }

    private static string Property(FieldModel field) => field switch
    {
        { IsList: true } => $"public IReadOnlyList<{field.ValueType}> {field.Name} {{ get; init; }} = [];",
        { IsRequired: true } => $"public required {field.ValueType} {field.Name} {{ get; init; }}",
        _ => $"public {field.ValueType}? {field.Name} {{ get; init; }}",
    };

    /// <summary>Keeps secrets out of <c>ToString</c>, and so out of logs and test output.</summary>
    private static void EmitPrintMembers(CodeText code, StructureModel structure) =>
        code.Block("private bool PrintMembers(StringBuilder builder)", () =>
        {
            string separator = string.Empty;
            foreach (FieldModel field in structure.Fields)
            {
                code.Line(field.IsSensitive
                    ? $"builder.Append(\"{separator}{field.Name} = \").Append({field.Name} is null ? \"\" : \"***\");"
                    : $"builder.Append(\"{separator}{field.Name} = \").Append({field.Name});");
                separator = ", ";
            }

            code.Line("return true;");
        });
}
