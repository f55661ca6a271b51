using System.Diagnostics.Metrics;
using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Audit;
using Cmr.Service.Operations;
using Cmr.Soap.Envelope;
using Cmr.Soap.Hosting;

namespace Cmr.Service.Security;

/// <summary>Writes one audit record for every request, whatever became of it.</summary>
internal sealed class RequestAudit : ISoapObserver
{
    private const int MaximumTextLength = 256;

    private readonly string _node = Environment.MachineName;
    private readonly IAuditWriter _writer;
    private readonly NumberingPlan _plan;
    private readonly TimeProvider _clock;

    public RequestAudit(IAuditWriter writer, NumberingPlan plan, TimeProvider clock, IMeterFactory meters)
    {
        (_writer, _plan, _clock) = (writer, plan, clock);
        meters.Create(MetricsEndpoint.MeterName).CreateObservableCounter("cmr_service_audit_lost_total", () => _writer.Lost, description: "Audit records lost because the database was away too long");
    }

    public void Completed(SoapExchange exchange)
    {
        RequestNote? note = exchange.Context?.Note as RequestNote;
        TimeSpan duration = _clock.GetElapsedTime(exchange.StartedAt);
        DateTimeOffset now = _clock.GetUtcNow();
        bool gone = exchange.Http.RequestAborted.IsCancellationRequested && note is not { Code: StatusCode.Success };
        string? fault = exchange.Fault?.Reason ?? exchange.Refusal ?? (gone ? "The client went away" : null);
        Authentication? identity = exchange.Context?.Identity as Authentication;
        _writer.Post(new AuditRecord
        {
            OccurredAt = now - duration,
            AuditId = Guid.CreateVersion7(now),
            Node = _node,
            Peer = ClientAddress.Of(exchange.Http),
            PrincipalId = note?.PrincipalId ?? (identity as Authentication.Granted)?.Principal.PrincipalId,
            ClaimedId = Cut(note?.ClaimedId ?? (identity as Authentication.Denied)?.ClaimedId),
            Interface = exchange.Service.Name,
            Operation = exchange.Context?.Operation.Name,
            TransactionId = Cut(note?.TransactionId),
            SubscriberId = Cut(Normalize(note?.SubscriberId)),
            StatusCode = fault is null ? (int)(note?.Code ?? StatusCode.GeneralError) : null,
            Fault = Cut(fault),
            HttpStatus = exchange.Http.Response.StatusCode,
            Duration = duration,
        });
    }

    private string? Normalize(string? subscriberId) => PartyIdentity.TryParse(subscriberId, _plan, out PartyIdentity identity) ? identity.Value : subscriberId;

    // What a client wrote may be as long as a request
    private static string? Cut(string? text) => text is null ? null : ShortText.Cut(text, MaximumTextLength);
}
