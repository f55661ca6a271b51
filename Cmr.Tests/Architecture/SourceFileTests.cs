using Cmr.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cmr.Tests.Architecture;

/// <summary>One type a file, folder = namespace, files that fit in a head.</summary>
[TestClass]
public sealed class SourceFileTests
{
    private const string Shared = "Hosting";
    private const int MaxLines = 500;
    private const int MaxProgramLines = 60;

    public static IEnumerable<object[]> Projects =>
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Append(Shared).Select(project => new object[] { project });

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_file_holds_one_top_level_type_that_bears_its_name(string project) => AssertNone(project, file =>
    {
        string[] types = [.. TopLevelTypes(file).Select(type => type.Identifier.Text).Distinct()];
        // "Ladder.Writing.cs" may continue the partial type Ladder
        string name = Path.GetFileName(file).Split('.')[0];
        return types.Length > 1 ? $"holds {string.Join(", ", types)}" : types.Length == 1 && types[0] != name ? $"holds {types[0]}" : null;
    });

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_namespace_is_the_folder(string project) => AssertNone(project, file =>
    {
        string? declared = Root(file).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        string folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace('/', '.');
        string expected = project == Shared ? "Cmr." + folder : folder;
        // Types that the compiler looks for by name, such as IsExternalInit, have their namespace given
        return declared is not (null or "System.Runtime.CompilerServices") && declared != expected ? $"declares {declared}, not {expected}" : null;
    });

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void No_file_is_longer_than_its_budget(string project) => AssertNone(project, file =>
    {
        int lines = File.ReadLines(file).Count();
        int budget = Path.GetFileName(file) == "Program.cs" && project != "Cmr.Benchmarks" ? MaxProgramLines : MaxLines;
        return lines > budget ? $"has {lines} lines, budget {budget}" : null;
    });

    private static void AssertNone(string project, Func<string, string?> complaint)
    {
        string[] complaints = [.. Repository.SourcesOf(project)
            .Select(file => (File: file, Complaint: complaint(file)))
            .Where(found => found.Complaint is not null)
            .Select(found => $"{Path.GetRelativePath(Repository.Root, found.File)} {found.Complaint}")];
        Assert.IsEmpty(complaints, string.Join("\n", complaints));
    }

    private static IEnumerable<BaseTypeDeclarationSyntax> TopLevelTypes(string file) =>
        Root(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>();

    private static CompilationUnitSyntax Root(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
}
