using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Service.Operations;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Security;

namespace Cmr.Service.Security;

/// <summary>Looks at the credentials of a request: a session key in the SOAP header, or else a WS-Security UsernameToken.</summary>
internal sealed class CmrAuthenticator(SessionStore sessions, PrincipalLogin login) : ISoapAuthenticator
{
    public async ValueTask<object?> AuthenticateAsync(SoapContext context, CancellationToken cancellationToken)
    {
        if (context.Header(ContractNames.SessionKey) is { } key)
        {
            return await sessions.UseAsync(key.Trim(), cancellationToken) is { } principal
                ? new Authentication.Granted(principal)
                : new Authentication.Denied(new Refusal(StatusCode.SessionKeyInvalid, "The session key is unknown or has expired"));
        }
        if (context.UsernameToken is { } token)
            return await login.WithTokenAsync(token, PeerOf(context.Http), cancellationToken);
        return new Authentication.Denied(new Refusal(StatusCode.SessionKeyMissing, "The request has neither a session key nor other credentials"));
    }

    public static string PeerOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
