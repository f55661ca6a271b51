using System.Xml;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Soap.Dispatch;

namespace Cmr.Service.Operations.Sessions;

/// <summary>Ends a session; who knows its key may end it.</summary>
internal sealed class CloseSessionOperation(SessionStore sessions, ServiceMetrics metrics)
    : SoapOperation<MessageReading<CloseSessionRequest>, CloseSessionResponse>
{
    public override string Name => ContractOperations.CloseSession.Name;

    public override string Description => ContractOperations.CloseSession.Description;

    public override XmlQualifiedName RequestElement => ContractOperations.CloseSession.RequestElement;

    protected override MessageReading<CloseSessionRequest> Read(XmlReader body) => ContractOperations.CloseSession.Request.Read(body);

    protected override async ValueTask<CloseSessionResponse> ExecuteAsync(
        MessageReading<CloseSessionRequest> input, SoapContext context, CancellationToken cancellationToken)
    {
        CloseSessionRequest request = input.Message;
        RequestNote note = new() { TransactionId = request.TransactionId };
        context.Note = note;
        CloseSessionResponse response = Answer(request, input.IsValid ? await CloseAsync(request, context, note, cancellationToken) : Refusal.From(input.Errors));
        metrics.Answered(Name, note.Code = response.StatusCode);
        return response;
    }

    protected override CloseSessionResponse AnswerFailure(MessageReading<CloseSessionRequest> input, string incidentId) =>
        Answer(input.Message, new(StatusCode.GeneralError, $"General error, incident {incidentId}"));

    protected override void Write(XmlWriter writer, CloseSessionResponse output) => ContractOperations.CloseSession.Response.Write(writer, output);

    private async Task<Refusal?> CloseAsync(CloseSessionRequest request, SoapContext context, RequestNote note, CancellationToken cancellationToken)
    {
        if ((request.SessionKey ?? context.Header(ContractNames.SessionKey)) is not { } key)
            return new(StatusCode.SessionKeyMissing, "The request names no session");
        if (await sessions.CloseAsync(key.Trim(), cancellationToken) is not { } principalId)
            return new(StatusCode.SessionKeyInvalid, "The session key is unknown or has expired");
        note.PrincipalId = principalId;
        return null;
    }

    private static CloseSessionResponse Answer(CloseSessionRequest request, Refusal? refusal) =>
        new() { TransactionId = request.TransactionId, StatusCode = refusal?.Code ?? StatusCode.Success, StatusDescription = refusal?.Description };
}
