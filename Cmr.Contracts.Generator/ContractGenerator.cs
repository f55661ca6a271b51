using System.Text;
using Cmr.Contracts.Generator.Emitting;
using Cmr.Contracts.Generator.Model;
using Cmr.Contracts.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cmr.Contracts.Generator;

/// <summary>Generates message types, codecs, service interfaces and client proxies from the WSDL and XSD files among the additional files.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that holds the model of the contract, for tests of incrementality.</summary>
    internal const string ModelStep = "ContractModel";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ContractModel> model = context.AdditionalTextsProvider
            .Where(file => IsContract(file.Path))
            .Select((file, cancellationToken) => new ContractFile(file.Path, file.GetText(cancellationToken)?.ToString() ?? string.Empty))
            .Collect()
            .Select((files, cancellationToken) => ContractReader.Read([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)], cancellationToken))
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(model, Emit);
    }

    private static bool IsContract(string path) =>
        path.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".wsdl", StringComparison.OrdinalIgnoreCase);

    private static void Emit(SourceProductionContext context, ContractModel model)
    {
        foreach (ContractProblem problem in model.Problems) context.ReportDiagnostic(ContractDiagnostics.Create(problem));
        if (model.Problems.Count > 0) return;
        foreach ((string name, string source) in ContractEmitter.Emit(model))
            context.AddSource(name + ".g.cs", SourceText.From(source, Encoding.UTF8));
    }
}
