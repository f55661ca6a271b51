using Cmr.Media.Content;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Ingest;

/// <summary>The folder of uploads in progress. Emptied at start, so nothing of a crash stays.</summary>
internal sealed class UploadFolder
{
    private readonly string _path;

    public UploadFolder(IOptions<ContentOptions> options)
    {
        _path = Path.Combine(options.Value.CacheDirectory, "incoming");
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        Directory.CreateDirectory(_path);
    }

    /// <summary>Makes the place of one upload.</summary>
    public UploadWorkspace Create() => new(Directory.CreateDirectory(Path.Combine(_path, Guid.NewGuid().ToString("N"))));
}
