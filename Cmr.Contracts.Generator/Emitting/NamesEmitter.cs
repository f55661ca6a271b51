using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the namespace of the contract and the names of its header blocks.</summary>
internal static class NamesEmitter
{
    public static string Emit(ContractModel model)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Xml");
        code.Documented("Names of the contract.").Block("public static class ContractNames", () =>
        {
            code.Documented("Target namespace of all messages and types.")
                .Line($"public const string Namespace = {CodeText.Literal(model.TargetNamespace)};").Line();
            foreach (ElementModel element in model.Elements.Where(element => element.StructureName is null))
                code.Documented(element.Documentation)
                    .Line($"public static XmlQualifiedName {element.Name} {{ get; }} = new({CodeText.Literal(element.Name)}, Namespace);").Line();
        });
        return code.ToString();
    }
}
