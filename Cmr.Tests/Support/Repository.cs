namespace Cmr.Tests.Support;

/// <summary>Finds files of the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Source files by hand of a project: what the compiler or the build made is left out.</summary>
    public static IEnumerable<string> SourcesOf(string project) =>
        Directory.EnumerateFiles(PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split('/').Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CmrEnterprise.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests run outside their checkout: CmrEnterprise.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
