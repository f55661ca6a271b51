using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Service.Operations;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Security;

namespace Cmr.Service.Security;

/// <summary>
/// Looks at the credentials of a request, in this order: a session key in the SOAP header, a WS-Security UsernameToken, a TLS client
/// certificate. Whatever is there must be right, and all must be of the same principal; only a certificate that stands for nobody counts as none.
/// </summary>
internal sealed class CmrAuthenticator(SessionStore sessions, PrincipalLogin login) : ISoapAuthenticator
{
    public async ValueTask<object?> AuthenticateAsync(SoapContext context, CancellationToken cancellationToken)
    {
        // Who opens a session may still send the key of one that has ended
        bool opening = context.Operation.RequestElement == ContractOperations.OpenSession.RequestElement;
        Authentication? session = opening ? null : await WithSessionAsync(context, cancellationToken);
        if (session is Authentication.Denied)
            return session;
        Authentication? token = context.UsernameToken is { } given
            ? await login.WithTokenAsync(given, ClientAddress.NetworkOf(context.Http), cancellationToken)
            : null;
        if (token is Authentication.Denied)
            return token;
        Authentication? certificate = context.Http.Connection.ClientCertificate is { } presented
            ? await login.WithCertificateAsync(presented, ClientAddress.NetworkOf(context.Http), cancellationToken)
            : null;
        return certificate is Authentication.Denied
            ? certificate
            : Agree(session, Agree(token, certificate)) ?? Authentication.Missing("The request has neither a session key nor other credentials");
    }

    /// <summary>One answer for two ways of saying who one is.</summary>
    public static Authentication? Agree(Authentication? first, Authentication? second)
    {
        if (first is Authentication.Granted a && second is Authentication.Granted b && a.Principal.PrincipalId != b.Principal.PrincipalId)
            return new Authentication.Denied(Refusal.NotPermitted("The request has credentials of different principals"), a.Principal.PrincipalId);
        return first is null or Authentication.Granted && second is Authentication.Denied ? second : first ?? second;
    }

    private async ValueTask<Authentication?> WithSessionAsync(SoapContext context, CancellationToken cancellationToken)
    {
        if (context.Header(ContractNames.SessionKey) is not { } key)
            return null;
        return await sessions.UseAsync(key.Trim(), cancellationToken) is { } principal
            ? new Authentication.Granted(principal)
            : new Authentication.Denied(new Refusal(StatusCode.SessionKeyInvalid, "The session key is unknown or has expired"));
    }
}
