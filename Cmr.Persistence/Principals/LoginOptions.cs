using System.ComponentModel.DataAnnotations;

namespace Cmr.Persistence.Principals;

/// <summary>Limits of logging in with a secret; section <c>Login</c>. Failures are counted in the database, so on all nodes together.</summary>
public sealed class LoginOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Login";

    /// <summary>Failures of one principal from one address within <see cref="Window"/> after which that address is refused for that principal. Default 10.</summary>
    [Range(1, 1000)]
    public int FailuresOfPrincipalFromPeer { get; init; } = 10;

    /// <summary>Failures from one address, whoever was claimed, within <see cref="Window"/> after which it is refused for every principal that never logged in from there. Default 100: a portal has many users.</summary>
    [Range(1, 100_000)]
    public int FailuresFromPeer { get; init; } = 100;

    /// <summary>How long the failures of an address count. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failures of one principal from all addresses from which it never logged in, within <see cref="StrangerWindow"/>, after which such addresses are refused. Default 50.</summary>
    [Range(1, 100_000)]
    public int FailuresFromStrangers { get; init; } = 50;

    /// <summary>How long the failures of strangers count. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan StrangerWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an address is known after a principal logged in from it. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KnownPeerLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Most attempts of one address that are checked or wait at once in this process. Default 16.</summary>
    [Range(1, 10_000)]
    public int AttemptsOfPeerAtOnce { get; init; } = 16;

    /// <summary>Most attempts from known addresses that wait for their slow hash at once, and as many from strangers beside them. Default 64, some seconds of work.</summary>
    [Range(1, 100_000)]
    public int Waiting { get; init; } = 64;
}
