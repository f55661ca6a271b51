using Cmr.Contracts.Soap;
using Cmr.Service.Operations;
using Principal = Cmr.Persistence.Principals.Principal;

namespace Cmr.Service.Security;

/// <summary>What the credentials of a request are worth.</summary>
internal abstract record Authentication
{
    private Authentication()
    {
    }

    /// <summary>They are right.</summary>
    public sealed record Granted(Principal Principal) : Authentication;

    /// <summary>There are none, or they are wrong.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="ClaimedId">Who the client says it is.</param>
    public sealed record Denied(Refusal Refusal, string? ClaimedId = null) : Authentication;

    /// <summary>There are none.</summary>
    public static Denied Missing(string explanation) => new(new Refusal(StatusCode.SessionKeyMissing, explanation));
}
