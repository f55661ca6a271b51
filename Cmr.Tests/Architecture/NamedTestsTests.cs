using System.Text.RegularExpressions;
using Cmr.Tests.Support;

namespace Cmr.Tests.Architecture;

/// <summary>Documents that name a test as proof name one that exists.</summary>
[TestClass]
public sealed partial class NamedTestsTests
{
    private static readonly HashSet<string> Classes = [.. typeof(NamedTestsTests).Assembly.GetTypes().Select(type => type.Name)];

    private static readonly string[] Methods =
        [.. typeof(NamedTestsTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).Distinct(StringComparer.Ordinal)];

    [TestMethod]
    public void Every_test_class_in_the_documents_exists()
    {
        string[] unknown = [.. Named(ClassName()).Where(name => !Classes.Contains(name.Text)).Select(name => $"{name.Document}: {name.Text}")];
        Assert.IsEmpty(unknown, string.Join("; ", unknown));
    }

    [TestMethod]
    public void Every_test_that_the_documents_quote_exists()
    {
        string[] unknown = [.. Named(Quoted()).Where(name => !Methods.Any(method => method.Contains(name.Text, StringComparison.Ordinal))).Select(name => $"{name.Document}: {name.Text}…")];
        Assert.IsEmpty(unknown, string.Join("; ", unknown));
    }

    private static IEnumerable<(string Document, string Text)> Named(Regex pattern) =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(path => pattern.Matches(File.ReadAllText(path)).Select(match => (Path.GetFileName(path), match.Groups[1].Value)));

    [GeneratedRegex("`(?:[A-Za-z0-9]+[/.])*([A-Z][A-Za-z0-9]*Tests)`")]
    private static partial Regex ClassName();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+?)_?…`")]
    private static partial Regex Quoted();
}
