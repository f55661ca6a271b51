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
        if (!input.IsValid)
            return Answer(request, Refusal.From(input.Errors));
        if ((request.SessionKey ?? context.Header(ContractNames.SessionKey)) is not { } key)
            return Answer(request, new(StatusCode.SessionKeyMissing, "The request names no session"));
        bool closed = await sessions.CloseAsync(key.Trim(), cancellationToken);
        return Answer(request, closed ? null : new(StatusCode.SessionKeyInvalid, "The session key is unknown or has expired"));
    }

    protected override CloseSessionResponse AnswerFailure(MessageReading<CloseSessionRequest> input, string incidentId) =>
        Answer(input.Message, new(StatusCode.GeneralError, $"General error, incident {incidentId}"));

    protected override void Write(XmlWriter writer, CloseSessionResponse output) => ContractOperations.CloseSession.Response.Write(writer, output);

    private CloseSessionResponse Answer(CloseSessionRequest request, Refusal? refusal)
    {
        StatusCode code = refusal?.Code ?? StatusCode.Success;
        metrics.Answered(Name, code);
        return new() { TransactionId = request.TransactionId, StatusCode = code, StatusDescription = refusal?.Description };
    }
}
