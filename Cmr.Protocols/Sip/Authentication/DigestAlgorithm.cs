namespace Cmr.Protocols.Sip.Authentication;

/// <summary>Hash functions of digest authentication in SIP (RFC 8760 §2.1), strongest first.</summary>
public enum DigestAlgorithm : byte
{
    /// <summary><c>SHA-256</c>.</summary>
    Sha256,

    /// <summary><c>MD5</c>, for phones that know nothing else; also meant when no algorithm is named.</summary>
    Md5,
}
