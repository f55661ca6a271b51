using System.Text.RegularExpressions;
using Cmr.Tests.Support;

namespace Cmr.Tests.Architecture;

/// <summary>The repository builds anywhere: exact versions, committed lock files, no names of package hosts.</summary>
[TestClass]
public sealed partial class RepositoryHygieneTests
{
    [TestMethod]
    public void Every_package_version_is_exact()
    {
        string text = File.ReadAllText(Repository.PathOf("Directory.Packages.props"));
        string[] loose = [.. PackageVersion().Matches(text).Select(match => match.Groups[1].Value).Where(version => !version.StartsWith('['))];
        Assert.IsEmpty(loose, string.Join(", ", loose));
    }

    [TestMethod]
    public void Every_project_has_a_lock_file_that_names_no_host()
    {
        foreach (string project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            string lockFile = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            Assert.IsTrue(File.Exists(lockFile), $"{lockFile} is missing");
            Assert.DoesNotContain("://", File.ReadAllText(lockFile), lockFile);
        }
    }

    [GeneratedRegex("PackageVersion Include=\"[^\"]+\" Version=\"([^\"]+)\"")]
    private static partial Regex PackageVersion();
}
