namespace Cmr.Media.Ingest;

/// <summary>The files of one upload; gone when disposed of.</summary>
internal sealed class UploadWorkspace(DirectoryInfo directory) : IDisposable
{
    /// <summary>Gets the path of the file as it came.</summary>
    public string Original { get; } = Path.Combine(directory.FullName, "original");

    /// <summary>Gets the path of the µ-law rendition.</summary>
    public string Pcmu { get; } = Path.Combine(directory.FullName, "pcmu");

    /// <summary>Gets the path of the A-law rendition.</summary>
    public string Pcma { get; } = Path.Combine(directory.FullName, "pcma");

    /// <summary>Removes all of it.</summary>
    public void Dispose() => directory.Delete(recursive: true);
}
