using Cmr.Soap.Dispatch;

namespace Cmr.Soap.Security;

/// <summary>Verifies the credentials of a request.</summary>
public interface ISoapAuthenticator
{
    /// <summary>Verifies the credentials: the UsernameToken, a header block, a client certificate.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Signalled when the client went away.</param>
    /// <returns>What operations find in <see cref="SoapContext.Identity"/>: who it is, or why it is nobody.</returns>
    ValueTask<object?> AuthenticateAsync(SoapContext context, CancellationToken cancellationToken);
}
