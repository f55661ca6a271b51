namespace Cmr.Tests.EndToEnd;

/// <summary>Data folders of instances under test.</summary>
internal static class DataFolder
{
    public static string Create()
    {
        string folder = Directory.CreateTempSubdirectory("cmr-e2e-").FullName;
        // the database may run as another user, who has to pass through
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }
}
