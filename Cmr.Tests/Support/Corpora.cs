namespace Cmr.Tests.Support;

/// <summary>
/// Third-party test data beside the repository: torture messages, captures, session descriptions, sounds.
/// Found through the environment variable <c>CMR_CORPORA</c>, else in <c>../shared/corpora</c>.
/// </summary>
internal static class Corpora
{
    private static string Root => Environment.GetEnvironmentVariable("CMR_CORPORA") is { Length: > 0 } set ? set : Repository.PathOf("..", "shared", "corpora");

    public static bool ArePresent => File.Exists(Path.Combine(Root, "rfc4475", "index.tsv"));

    /// <summary>Rows of a folder's index, one dictionary a row; ends the test as inconclusive, loudly, when the corpora are absent.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Index(string folder)
    {
        Require();
        string[] lines = File.ReadAllLines(Path.Combine(Root, folder, "index.tsv"));
        string[] columns = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => line.Split('\t')).Select(cells => columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static byte[] Read(string folder, string file)
    {
        Require();
        return File.ReadAllBytes(PathOf(folder, file));
    }

    public static string PathOf(string folder, string file) => Path.Combine(Root, folder, file);

    /// <summary>File names for data rows. Without the corpora one row that says so, because discovery must not fail.</summary>
    public static IEnumerable<object[]> FileNames(string folder) =>
        ArePresent ? Index(folder).Select(row => new object[] { row["name"] }) : [["(corpora absent)"]];

    /// <summary>Ends the test as inconclusive when the corpora are absent.</summary>
    public static void Require()
    {
        if (!ArePresent)
        {
            Assert.Inconclusive($"NOT TESTED: the test corpora are not in '{Path.GetFullPath(Root)}'. Set CMR_CORPORA to the folder that holds rfc4475/, sip-real/, sdp/ and dtmf/.");
        }
    }
}
