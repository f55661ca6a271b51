namespace Cmr.Soap.Security;

/// <summary>How a UsernameToken carries its password (OASIS WSS UsernameToken Profile 1.0 §3.1).</summary>
public enum PasswordType
{
    /// <summary>There is no password.</summary>
    None,

    /// <summary>The password itself.</summary>
    Text,

    /// <summary>Base64(SHA-1(nonce + created + password)).</summary>
    Digest,
}
