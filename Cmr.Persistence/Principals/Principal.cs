using Cmr.Persistence.Model;

namespace Cmr.Persistence.Principals;

/// <summary>Who is asking.</summary>
/// <param name="PrincipalId">Identifier.</param>
/// <param name="Kind">What the principal is.</param>
public sealed record Principal(string PrincipalId, PrincipalKind Kind)
{
    /// <summary>Which credentials were verified; empty when none were.</summary>
    public Guid CredentialsVersion { get; init; }
}
