using System.ComponentModel.DataAnnotations;

namespace Cmr.Persistence;

/// <summary>Where the database is; section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Database";

    /// <summary>Npgsql connection string; several hosts are allowed.</summary>
    [Required]
    public string ConnectionString { get; init; } = "";

    /// <summary>Most connections of this process. Default 32.</summary>
    [Range(2, 1000)]
    public int MaximumConnections { get; init; } = 32;

    /// <summary>How long to wait for a connection. Default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long to wait for an answer to one statement. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
