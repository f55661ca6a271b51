namespace Cmr.Cli.Postgres;

/// <summary>Where the PostgreSQL server programs are. Debian keeps them out of the PATH, one folder a version.</summary>
internal sealed record PostgresBinaries(string Folder)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The newest installed version, 15 or later; <see langword="null"/> when there is none.</summary>
    public static PostgresBinaries? Find()
    {
        IEnumerable<string> debian = Directory.Exists(DebianRoot)
            ? Directory.EnumerateDirectories(DebianRoot)
                .Select(folder => (Folder: folder, Version: int.TryParse(Path.GetFileName(folder), out int version) ? version : 0))
                .Where(found => found.Version >= 15)
                .OrderByDescending(found => found.Version)
                .Select(found => Path.Combine(found.Folder, "bin"))
            : [];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path)
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            .Select(folder => new PostgresBinaries(folder))
            .FirstOrDefault();
    }
}
