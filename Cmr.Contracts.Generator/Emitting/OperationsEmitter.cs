using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the tables for dispatch: operations with their codecs, and services with their operations.</summary>
internal static class OperationsEmitter
{
    public static string EmitOperations(ContractModel model)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "Cmr.Contracts.Operations");
        code.Documented("The operations of the contract. One that several interfaces offer is the same everywhere.").Block("public static class ContractOperations", () =>
        {
            foreach (OperationModel operation in model.Services.SelectMany(service => service.Operations)
                .GroupBy(operation => operation.Name, StringComparer.Ordinal).Select(group => group.First()).OrderBy(operation => operation.Name, StringComparer.Ordinal))
            {
                string types = $"TypedContractOperation<{Type(model, operation.RequestElement)}, {Type(model, operation.ResponseElement)}>";
                code.Documented(operation.Documentation)
                    .Line($"public static {types} {operation.Name} {{ get; }} = new(")
                    .Indented(() => code.Line($"{CodeText.Literal(operation.Name)}, {CodeText.Literal(operation.Documentation)}, {CodeText.Literal(operation.SoapAction)}, new {operation.RequestElement}Codec(), new {operation.ResponseElement}Codec());"))
                    .Line();
            }
        });
        return code.ToString();
    }

    public static string EmitServices(ContractModel model)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Collections.Generic", "Cmr.Contracts.Operations");
        code.Documented("The interfaces of the contract.").Block("public static class ContractServices", () =>
        {
            foreach (ServiceModel service in model.Services)
            {
                code.Documented(service.Documentation).Line($"public static ContractService {service.Name} {{ get; }} = new(").Indented(() =>
                {
                    code.Line($"{CodeText.Literal(service.Name)}, {CodeText.Literal(service.Documentation)}, {CodeText.Literal(service.Path)}, {CodeText.Literal(service.FileName)},");
                    code.Line("[").Indented(() =>
                    {
                        foreach (OperationModel operation in service.Operations) code.Line($"ContractOperations.{operation.Name},");
                    }).Line("]);").Line();
                });
            }

            code.Documented("All of them.").Line($"public static IReadOnlyList<ContractService> All {{ get; }} = [{string.Join(", ", model.Services.Select(service => service.Name))}];");
        });
        return code.ToString();
    }

    /// <summary>The message type of a global element.</summary>
    public static string Type(ContractModel model, string element) =>
        model.Elements.First(candidate => candidate.Name == element).StructureName!; // WsdlReader checked that the element is there
}
