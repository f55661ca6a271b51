using Cmr.Persistence.Principals;
using Cmr.Service.Operations;

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
    public sealed record Denied(Refusal Refusal) : Authentication;
}
