using Cmr.Contracts.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cmr.Tests.Contracts.Generator;

/// <summary>Runs the generator over files in memory, once and again.</summary>
internal sealed class GeneratorRun
{
    private readonly Dictionary<string, AdditionalText> _files;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation = CSharpCompilation.Create("Contract");

    public GeneratorRun(params (string Path, string Text)[] files)
    {
        _files = files.ToDictionary(file => file.Path, AdditionalText (file) => new InMemoryText(file.Path, file.Text));
        _driver = CSharpGeneratorDriver.Create(
            [new ContractGenerator().AsSourceGenerator()],
            _files.Values,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(_compilation);
    }

    /// <summary>What was reported, as <c>ID file:line text</c>.</summary>
    public IReadOnlyList<string> Diagnostics => [.. _driver.GetRunResult().Diagnostics.Select(Describe)];

    /// <summary>Hint names of the generated files, without extension.</summary>
    public IReadOnlyList<string> Names => [.. _driver.GetRunResult().GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath).Replace(".g.cs", "", StringComparison.Ordinal))];

    /// <summary>Why the step that makes the model ran, or that it did not.</summary>
    public IncrementalStepRunReason ModelReason =>
        _driver.GetRunResult().Results.Single().TrackedSteps[ContractGenerator.ModelStep].Single().Outputs.Single().Reason;

    /// <summary>Why the files were written again, or that they were not.</summary>
    public IncrementalStepRunReason OutputReason =>
        _driver.GetRunResult().Results.Single().TrackedOutputSteps.Single().Value.Single().Outputs.First().Reason;

    public string Source(string name) => _driver.GetRunResult().GeneratedTrees.Single(tree => Path.GetFileName(tree.FilePath) == name + ".g.cs").ToString();

    /// <summary>Adds C# source to the project and runs again.</summary>
    public void AddSource(string source)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source));
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>Replaces a file of the contract and runs again.</summary>
    public void Edit(string path, string text)
    {
        InMemoryText edited = new(path, text);
        _driver = _driver.ReplaceAdditionalText(_files[path], edited).RunGenerators(_compilation);
        _files[path] = edited;
    }

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan where = diagnostic.Location.GetLineSpan();
        return $"{diagnostic.Id} {where.Path}:{where.StartLinePosition.Line + 1} {diagnostic.GetMessage(null)}";
    }
}
