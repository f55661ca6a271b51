using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Reports;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.GetServiceReport;

/// <summary>Reports of what happened. A subscriber sees its own, a Content Provider what concerns its resources, a Service Provider everything.</summary>
internal sealed class GetServiceReportOperation() : ManagementOperation<GetServiceReportRequest, GetServiceReportResponse>(ContractOperations.GetServiceReport)
{
    private const int DefaultPage = 1000;

    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(366);

    // Counting walks through all records of the range, the other reports stop at the end of the page
    private static readonly TimeSpan LongestUsageRange = TimeSpan.FromDays(31);

    public override RequestOutline Outline(GetServiceReportRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: true);

    public override GetServiceReportResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, GetServiceReportRequest request, string subscriberId) => principal.Kind switch
    {
        PrincipalKind.ServiceProvider => true,
        PrincipalKind.Subscriber => request.ReportType is ReportType.ServiceManagement or ReportType.Presentation or ReportType.Charging
            && (request.SubscriberId is null || subscriberId == principal.PrincipalId)
            && (request.PrincipalId is null || request.PrincipalId == principal.PrincipalId),
        PrincipalKind.ContentProvider => request.ReportType is ReportType.ResourceManagement or ReportType.Charging or ReportType.ResourceUsage
            && request.SubscriberId is null
            && (request.PrincipalId is null || request.PrincipalId == principal.PrincipalId),
        _ => false,
    };

    public override async Task<Answer<GetServiceReportResponse>> ExecuteAsync(GetServiceReportRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        ReportKind kind = (ReportKind)request.ReportType;
        if (Check(request, kind, context) is { } invalid)
            return invalid;
        ReportPosition? after = null;
        if (request.StartAfter is { } startAfter && (after = ReportPosition.Parse(startAfter, kind)) is null)
            return Refusal.Invalid("StartAfter", startAfter, "is no NextRecord of such a report");
        Principal principal = context.Principal;
        bool isProvider = principal.Kind is PrincipalKind.ContentProvider;
        ReportPage page = await ReportReader.ReadAsync(context.Database, new(kind, request.StartTime, request.EndTime, request.MaxRecords ?? DefaultPage)
        {
            SubscriberId = principal.Kind is PrincipalKind.Subscriber ? principal.PrincipalId : request.SubscriberId is null ? null : context.SubscriberId,
            PrincipalId = isProvider ? (kind is ReportKind.Charging ? null : principal.PrincipalId) : request.PrincipalId,
            ProviderId = isProvider && kind is ReportKind.Charging ? principal.PrincipalId : null,
            ResourceId = request.ResourceId,
            After = after,
        }, cancellationToken);
        return new GetServiceReportResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            // Who buys is the operator's business, not the provider's
            ReportRecord = [.. page.Entries.Select(entry => ToRecord(entry, namesParties: !isProvider))],
            NextRecord = page.Next?.ToString(),
        };
    }

    private static Refusal? Check(GetServiceReportRequest request, ReportKind kind, OperationContext context)
    {
        if (request.EndTime <= request.StartTime)
            return Refusal.Invalid("EndTime", Text(request.EndTime), "is not after StartTime");
        TimeSpan longest = kind is ReportKind.ResourceUsage ? LongestUsageRange : LongestRange;
        if (request.EndTime - request.StartTime > longest)
            return Refusal.Invalid("EndTime", Text(request.EndTime), string.Create(CultureInfo.InvariantCulture, $"is more than {longest.TotalDays} days after StartTime"));
        if (request.SubscriberId is not null && context.SubscriberId.Length == 0)
            return Refusal.Invalid("SubscriberId", request.SubscriberId, "is neither a number nor a tel or SIP URI");
        if (request.SubscriberId is not null && kind is ReportKind.ResourceUsage)
            return Refusal.Invalid("SubscriberId", request.SubscriberId, "does not apply to a report of resource usage");
        if (request.PrincipalId is not null && kind is ReportKind.Presentation)
            return Refusal.Invalid("PrincipalId", request.PrincipalId, "does not apply to a report of presentations");
        return request.ResourceId is not null && kind is ReportKind.Audit
            ? Refusal.Invalid("ResourceId", request.ResourceId, "does not apply to a report of the audit")
            : null;
    }

    private static ReportRecord ToRecord(ReportEntry entry, bool namesParties) => new()
    {
        RecordId = entry.RecordId,
        Time = entry.Time,
        PrincipalId = namesParties || entry.SubscriberId is null ? entry.PrincipalId : null,
        SubscriberId = namesParties ? entry.SubscriberId : null,
        OtherParty = namesParties ? entry.OtherParty : null,
        Operation = entry.Operation,
        TransactionId = entry.TransactionId,
        ResourceId = entry.ResourceIds,
        ResultCode = entry.ResultCode,
        Outcome = entry.Outcome,
        Count = entry.Count,
        DurationMs = entry.DurationMs,
        Amount = entry.Amount,
        Currency = entry.Currency,
    };

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
