namespace Cmr.Cli.Instance;

/// <summary>Where the checkout is: the command says so in <c>CMR_HOME</c>; else it is found above the program.</summary>
internal static class RepositoryHome
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("CMR_HOME") ?? FindAbove(AppContext.BaseDirectory);

    /// <summary>The built program of one of the processes, of the same configuration as this program.</summary>
    public static string ProgramOf(string project)
    {
        string configuration = AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";
        return System.IO.Path.Combine(Path, project, "bin", configuration, "net10.0", project + ".dll");
    }

    private static string FindAbove(string folder)
    {
        for (DirectoryInfo? here = new(folder); here is not null; here = here.Parent)
            if (File.Exists(System.IO.Path.Combine(here.FullName, "CmrEnterprise.sln"))) return here.FullName;
        return Directory.GetCurrentDirectory();
    }
}
