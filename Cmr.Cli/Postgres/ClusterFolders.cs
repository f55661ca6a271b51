using System.Security.Cryptography;
using System.Text;

namespace Cmr.Cli.Postgres;

/// <summary>Where a private cluster keeps its files.</summary>
/// <param name="Root">Holds everything below; belongs to the account of the cluster.</param>
/// <param name="Socket">Holds the unix socket; short enough for a socket address.</param>
internal sealed record ClusterFolders(string Root, string Socket)
{
    // sun_path holds 108 octets with its terminator; PostgreSQL appends "/.s.PGSQL.5432.lock"
    private const int MaxSocketFolderOctets = 107 - 19;

    public string Data => Path.Combine(Root, "data");

    public string Log => Path.Combine(Root, "postgresql.log");

    /// <summary>
    /// The folders for an instance kept in <paramref name="dataFolder"/>. When the cluster's account cannot reach that folder
    /// (a clone in root's home), the cluster lives below /var/tmp under a name made from the folder's path.
    /// </summary>
    public static async Task<ClusterFolders> ForAsync(string dataFolder, ClusterAccount account, CancellationToken cancellationToken)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..12];
        string root = await account.CanEnterAsync(dataFolder, cancellationToken)
            ? Path.Combine(dataFolder, "postgres")
            : Path.Combine("/var/tmp", $"cmr-{name}");
        string socket = Path.Combine(root, "run");
        if (Encoding.UTF8.GetByteCount(socket) > MaxSocketFolderOctets) socket = Path.Combine("/tmp", $"cmr-{name}");
        return new ClusterFolders(root, socket);
    }
}
