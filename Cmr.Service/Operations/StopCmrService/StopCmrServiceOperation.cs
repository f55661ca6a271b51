using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.StopCmrService;

/// <summary>Ends a service that an application started. One that is never stopped ends by itself when its offer does.</summary>
internal sealed class StopCmrServiceOperation() : ManagementOperation<StopCmrServiceRequest, StopCmrServiceResponse>(ContractOperations.StopCmrService)
{
    public override RequestOutline Outline(StopCmrServiceRequest request) => new(request.TransactionId, null, ChangesNothing: false);

    public override StopCmrServiceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, StopCmrServiceRequest request, string subscriberId) =>
        principal.Kind is PrincipalKind.Application or PrincipalKind.ServiceProvider;

    public override async Task<Answer<StopCmrServiceResponse>> ExecuteAsync(StopCmrServiceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        // Of two stops at once the second waits here, and then finds it stopped
        ApplicationServiceRow? row = await context.Database.ApplicationServices
            .FromSql($"SELECT * FROM application_services WHERE service_id = {request.ServiceId} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return Refusal.Invalid("ServiceId", request.ServiceId, "is no service");
        if (context.Principal.Kind is PrincipalKind.Application && row.PrincipalId != context.Principal.PrincipalId)
            return Refusal.NotPermitted("The service belongs to another application");
        if (row.StoppedAt is not null)
            return Refusal.Repeated("ServiceId", request.ServiceId, "was stopped before");
        if (row.ValidUntil <= context.Now)
            return Refusal.Repeated("ServiceId", request.ServiceId, "has ended by itself");
        row.StoppedAt = context.Now;
        return new StopCmrServiceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }
}
