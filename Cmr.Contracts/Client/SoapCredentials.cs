namespace Cmr.Contracts.Client;

/// <summary>How a client shows who it is. A closed family.</summary>
public abstract record SoapCredentials
{
    private SoapCredentials()
    {
    }

    /// <summary>A WS-Security UsernameToken (OASIS WSS UsernameToken Profile 1.0).</summary>
    /// <param name="Username">The principal.</param>
    /// <param name="Password">Its secret.</param>
    /// <param name="Digest">Whether only a digest of the secret travels; the principal must have opted in.</param>
    public sealed record UsernameToken(string Username, string Password, bool Digest = false) : SoapCredentials
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => $"UsernameToken {Username}";
    }

    /// <summary>A session key obtained by OpenSession.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Session(string Key) : SoapCredentials
    {
        /// <summary>Without the key.</summary>
        public override string ToString() => "Session";
    }
}
