using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the codec of a global element.</summary>
internal static class CodecEmitter
{
    public static string Emit(ElementModel element)
    {
        string type = element.StructureName!; // only elements with a structure get a codec
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Xml", "Cmr.Contracts.Operations", "Cmr.Contracts.Reading");
        code.Documented($"Reads and writes {element.Name}.").Block($"internal sealed class {element.Name}Codec : MessageCodec<{type}>", () =>
        {
            code.Line($"public override XmlQualifiedName Element {{ get; }} = new({CodeText.Literal(element.Name)}, ContractNames.Namespace);").Line();
            code.Block($"public override MessageReading<{type}> Read(XmlReader reader)", () => code
                .Line("MessageReader parameters = new(reader, ContractNames.Namespace);")
                .Line($"{type} message = {type}Content.Read(ref parameters);")
                .Line($"return new MessageReading<{type}>(message, parameters.Errors);"));
            code.Line();
            code.Block($"public override void Write(XmlWriter writer, {type} message)", () => code
                .Line($"writer.WriteStartElement(string.Empty, {CodeText.Literal(element.Name)}, ContractNames.Namespace);")
                .Line($"{type}Content.Write(writer, message);")
                .Line("writer.WriteEndElement();"));
        });
        return code.ToString();
    }
}
