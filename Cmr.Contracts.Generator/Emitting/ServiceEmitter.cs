using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes the C# interface of a port type and the client proxy that implements it.</summary>
internal static class ServiceEmitter
{
    public static string EmitInterface(ContractModel model, ServiceModel service)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Threading", "System.Threading.Tasks");
        code.Documented(service.Documentation).Block($"public interface I{service.Name}Service", () =>
        {
            foreach (OperationModel operation in service.Operations)
            {
                code.Documented(operation.Documentation);
                if (operation.Statuses.Count > 0) code.Documented($"Status codes of its own: {string.Join(" ", operation.Statuses)}", "remarks");
                code.Documented("The request message.", "param name=\"request\"")
                    .Documented("Gives the call up.", "param name=\"cancellationToken\"")
                    .Documented("The response message; its StatusCode tells the outcome.", "returns")
                    .Line($"{Signature(model, operation)};").Line();
            }
        });
        return code.ToString();
    }

    public static string EmitClient(ContractModel model, ServiceModel service)
    {
        CodeText code = CodeText.File(ContractEmitter.TypeNamespace, "System.Threading", "System.Threading.Tasks", "Cmr.Contracts.Client");
        code.Documented($"Client proxy. {service.Documentation}")
            .Documented("Carries the messages; its address is that of this interface.", "param name=\"channel\"")
            .Block($"public sealed class {service.Name}Client(SoapChannel channel) : I{service.Name}Service", () =>
            {
                foreach (OperationModel operation in service.Operations)
                    code.Line("/// <inheritdoc/>")
                        .Line($"public {Signature(model, operation)} =>")
                        .Indented(() => code.Line($"channel.CallAsync(ContractOperations.{operation.Name}, request, cancellationToken);"))
                        .Line();
            });
        return code.ToString();
    }

    private static string Signature(ContractModel model, OperationModel operation) =>
        $"ValueTask<{OperationsEmitter.Type(model, operation.ResponseElement)}> {operation.Name}Async({OperationsEmitter.Type(model, operation.RequestElement)} request, CancellationToken cancellationToken = default)";
}
