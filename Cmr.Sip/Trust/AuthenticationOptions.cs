using System.ComponentModel.DataAnnotations;
using Cmr.Protocols.Sip.Authentication;

namespace Cmr.Sip.Trust;

/// <summary>Section <c>Sip:Authentication</c>: how callers from outside the trust domain prove who they are.</summary>
internal sealed class AuthenticationOptions
{
    /// <summary>File of users, one a line, as <c>./cmr sip-user add</c> writes it; nobody else may read it (mode 0600). It is read again when it changes. Default none: nobody can log in.</summary>
    public string? UsersFile { get; init; }

    /// <summary>Realm (RFC 3261 §22.1): what users see and secrets are bound to, best a domain of the operator. Default <c>cmr</c>.</summary>
    [Required, RegularExpression("""[^\s"\\:]{1,128}""")]
    public string Realm { get; init; } = DigestUser.DefaultRealm;

    /// <summary>Accept MD5 beside SHA-256, which is always offered first. Default true: most phones know nothing else (RFC 8760 §2.4).</summary>
    public bool AllowMd5 { get; init; } = true;

    /// <summary>Accept SHA-256. Default true; false for clients that cannot pass over a challenge they do not know.</summary>
    public bool AllowSha256 { get; init; } = true;

    /// <summary>How long a client may use a nonce before it gets another, without asking its user. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Nonces in use whose counts are remembered, 200 octets each. Default 65536; when it is full the oldest become stale.</summary>
    [Range(16, 1 << 24)]
    public int NoncesRemembered { get; init; } = 65_536;

    /// <summary>Wrong answers of one user from one address (of IPv6: /64) after which this address is refused for this user. Default 10.</summary>
    [Range(1, 1000)]
    public int FailuresAllowed { get; init; } = 10;

    /// <summary>For how long, from the first of them. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FailureMemory { get; init; } = TimeSpan.FromMinutes(5);
}
