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
        RequestNote note = new() { TransactionId = request.TransactionId, ClaimedId = request.PrincipalId };
        context.Note = note;
        OpenSessionResponse response = input.IsValid
            ? await OpenAsync(request, context, note, cancellationToken)
            : Refuse(request, Refusal.From(input.Errors));
        metrics.Answered(Name, note.Code = response.StatusCode);
        return response;
    }

    protected override OpenSessionResponse AnswerFailure(MessageReading<OpenSessionRequest> input, string incidentId) =>
        Refuse(input.Message, new(StatusCode.GeneralError, $"General error, incident {incidentId}"));

    protected override void Write(XmlWriter writer, OpenSessionResponse output) => ContractOperations.OpenSession.Response.Write(writer, output);

    private async Task<OpenSessionResponse> OpenAsync(OpenSessionRequest request, SoapContext context, RequestNote note, CancellationToken cancellationToken)
    {
        Authentication? found = await AuthenticateAsync(request, context, cancellationToken);
        if (found is not Authentication.Granted { Principal: { } principal })
            return Refuse(request, found is Authentication.Denied denied ? denied.Refusal : Authentication.Missing("The request has no credentials").Refusal);
        (note.PrincipalId, note.ClaimedId) = (principal.PrincipalId, null);
        if (await sessions.OpenAsync(principal, cancellationToken) is not (string key, DateTimeOffset expires))
        {
            login.Forget();
            return Refuse(request, new(StatusCode.PasswordInvalid, "The credentials were changed meanwhile"));
        }
        return new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, SessionKey = key, Expires = expires };
    }

    // Credentials of the body must agree with those of the header and the connection, if there are such
    private async Task<Authentication?> AuthenticateAsync(OpenSessionRequest request, SoapContext context, CancellationToken cancellationToken)
    {
        Authentication? around = context.Identity is Authentication.Denied { Refusal.Code: StatusCode.SessionKeyMissing, ClaimedId: null } ? null : context.Identity as Authentication;
        if (request.PrincipalId is null && request.Secret is null)
            return around;
        if (request.PrincipalId is null)
            return new Authentication.Denied(Refusal.Missing("PrincipalId"));
        if (request.Secret is null)
            return new Authentication.Denied(Refusal.Missing("Secret"));
        if (around is Authentication.Denied)
            return around;
        return CmrAuthenticator.Agree(await login.WithSecretAsync(request.PrincipalId, request.Secret, ClientAddress.NetworkOf(context.Http), cancellationToken), around);
    }

    private static OpenSessionResponse Refuse(OpenSessionRequest request, Refusal refusal) =>
        new() { TransactionId = request.TransactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };
}
