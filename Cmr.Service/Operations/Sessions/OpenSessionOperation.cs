using System.Xml;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Service.Security;
using Cmr.Soap.Dispatch;

namespace Cmr.Service.Operations.Sessions;

/// <summary>Opens a session for credentials in the body or, without them, in a UsernameToken.</summary>
internal sealed class OpenSessionOperation(PrincipalLogin login, SessionStore sessions, ServiceMetrics metrics)
    : SoapOperation<MessageReading<OpenSessionRequest>, OpenSessionResponse>
{
    public override string Name => ContractOperations.OpenSession.Name;

    public override string Description => ContractOperations.OpenSession.Description;

    public override XmlQualifiedName RequestElement => ContractOperations.OpenSession.RequestElement;

    protected override MessageReading<OpenSessionRequest> Read(XmlReader body) => ContractOperations.OpenSession.Request.Read(body);

    protected override async ValueTask<OpenSessionResponse> ExecuteAsync(
        MessageReading<OpenSessionRequest> input, SoapContext context, CancellationToken cancellationToken)
    {
        OpenSessionRequest request = input.Message;
        if (!input.IsValid)
            return Refuse(request, Refusal.From(input.Errors));
        switch (await AuthenticateAsync(request, context, cancellationToken))
        {
            case Authentication.Granted granted:
                (string key, DateTimeOffset expires) = await sessions.OpenAsync(granted.Principal.PrincipalId, cancellationToken);
                metrics.Answered(Name, StatusCode.Success);
                return new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, SessionKey = key, Expires = expires };
            case Authentication.Denied denied:
                return Refuse(request, denied.Refusal);
            default:
                return Refuse(request, new(StatusCode.SessionKeyMissing, "The request has no credentials"));
        }
    }

    protected override OpenSessionResponse AnswerFailure(MessageReading<OpenSessionRequest> input, string incidentId) =>
        Refuse(input.Message, new(StatusCode.GeneralError, $"General error, incident {incidentId}"));

    protected override void Write(XmlWriter writer, OpenSessionResponse output) => ContractOperations.OpenSession.Response.Write(writer, output);

    private async Task<Authentication?> AuthenticateAsync(OpenSessionRequest request, SoapContext context, CancellationToken cancellationToken)
    {
        if (request.PrincipalId is null && request.Secret is null)
            return context.UsernameToken is null ? null : context.Identity as Authentication;
        if (request.PrincipalId is null)
            return new Authentication.Denied(Refusal.Missing("PrincipalId"));
        if (request.Secret is null)
            return new Authentication.Denied(Refusal.Missing("Secret"));
        return await login.WithSecretAsync(request.PrincipalId, request.Secret, CmrAuthenticator.PeerOf(context.Http), cancellationToken);
    }

    private OpenSessionResponse Refuse(OpenSessionRequest request, Refusal refusal)
    {
        metrics.Answered(Name, refusal.Code);
        return new() { TransactionId = request.TransactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };
    }
}
