using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes a C# enum for a simple type with named values.</summary>
internal static class EnumerationEmitter
{
    public static string Emit(EnumerationModel enumeration)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace);
        code.Documented(enumeration.Documentation).Block($"public enum {enumeration.Name}", () =>
        {
            foreach (EnumerationMember member in enumeration.Members)
                code.Documented(member.Documentation).Line(enumeration.IsWord ? $"{member.Name}," : $"{member.Name} = {member.Text},").Line();
        });
        return code.ToString();
    }

    /// <summary>Writes the tables between the words that travel and the enum.</summary>
    public static string EmitWords(EnumerationModel enumeration)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Collections.Frozen", "System.Collections.Generic");
        code.Documented($"The words of {enumeration.Name} as they travel.").Block($"internal static class {enumeration.Name}Words", () =>
        {
            code.Block($"public static readonly FrozenDictionary<string, {enumeration.Name}> ByWord = new Dictionary<string, {enumeration.Name}>", () =>
            {
                foreach (EnumerationMember member in enumeration.Members)
                    code.Line($"[{CodeText.Literal(member.Text)}] = {enumeration.Name}.{member.Name},");
            }, "}.ToFrozenDictionary(global::System.StringComparer.Ordinal);").Line();
            code.Block($"public static string Word({enumeration.Name} value) => value switch", () =>
            {
                foreach (EnumerationMember member in enumeration.Members)
                    code.Line($"{enumeration.Name}.{member.Name} => {CodeText.Literal(member.Text)},");
                code.Line($"_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, \"not a value of {enumeration.Name}\"),");
            }, "};");
        });
        return code.ToString();
    }
}
