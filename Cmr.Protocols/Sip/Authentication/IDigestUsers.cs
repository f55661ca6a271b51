using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>Who can prove what.</summary>
public interface IDigestUsers
{
    /// <summary>H(A1) of a user in lower-case hexadecimal; empty when there is no such user, or not for this algorithm.</summary>
    Utf8Text SecretOf(Utf8Text user, DigestAlgorithm algorithm);
}
