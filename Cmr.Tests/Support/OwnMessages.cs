namespace Cmr.Tests.Support;

/// <summary>SIP messages written for these tests, in <c>TestData/sip</c>.</summary>
internal static class OwnMessages
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "TestData", "sip");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.sip").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static IEnumerable<object[]> Rows => Names.Select(name => new object[] { name });

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
