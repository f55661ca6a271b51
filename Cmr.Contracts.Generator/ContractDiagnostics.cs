using Cmr.Contracts.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cmr.Contracts.Generator;

/// <summary>What the generator reports; each stops the build at the line of the contract that is at fault.</summary>
internal static class ContractDiagnostics
{
    private static readonly DiagnosticDescriptor InvalidSchema = Error("CMR001", "The schema is not valid", "The schema is not valid: {0}");
    private static readonly DiagnosticDescriptor Unsupported = Error("CMR002", "The schema uses a construct that the contract does without", "Not supported in the contract: {0}");
    private static readonly DiagnosticDescriptor InvalidWsdl = Error("CMR003", "The WSDL is not valid", "The WSDL is not valid: {0}");

    public static Diagnostic Create(ContractProblem problem)
    {
        LinePosition position = new(Math.Max(problem.Line - 1, 0), Math.Max(problem.Column - 1, 0));
        DiagnosticDescriptor descriptor = problem.Kind switch
        {
            ContractProblemKind.InvalidSchema => InvalidSchema,
            ContractProblemKind.UnsupportedConstruct => Unsupported,
            _ => InvalidWsdl,
        };
        return Diagnostic.Create(descriptor, Location.Create(problem.Path, default, new LinePositionSpan(position, position)), problem.Message);
    }

    private static DiagnosticDescriptor Error(string id, string title, string format) =>
        new(id, title, format, "Contract", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
