using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Model;
using Cmr.Service.Security;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;
using PrincipalStatus = Cmr.Persistence.Model.PrincipalStatus;

namespace Cmr.Service.Operations.ManagePrincipal;

/// <summary>Makes, shows, changes and removes Content Providers, Service Providers and applications; for Service Providers.</summary>
internal sealed class ManagePrincipalOperation(CredentialDesk credentials, PrincipalList list)
    : ManagementOperation<ManagePrincipalRequest, ManagePrincipalResponse>(ContractOperations.ManagePrincipal)
{
    private const int DefaultPage = 1000;

    public override RequestOutline Outline(ManagePrincipalRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManagePrincipalResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManagePrincipalRequest request, string subscriberId) => principal.Kind is PrincipalKind.ServiceProvider;

    public override ManagePrincipalRequest WithoutSecrets(ManagePrincipalRequest request) => request.Secret is null ? request : request with { Secret = "(withheld)" };

    public override async Task<Answer<ManagePrincipalResponse>> ExecuteAsync(ManagePrincipalRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.OperationType is OperationType.Query)
            return await QueryAsync(request, context, cancellationToken);
        if (request.PrincipalId is not { } principalId)
            return Refusal.Missing("PrincipalId");
        if (request.OperationType is OperationType.Create)
            return await CreateAsync(request, principalId, context, cancellationToken);
        PrincipalRow? row = await context.Database.Principals
            .FromSql($"SELECT * FROM principals WHERE principal_id = {principalId} FOR NO KEY UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return Unknown(principalId);
        if (row.Kind is PrincipalKind.Subscriber)
            return Refusal.Invalid("PrincipalId", principalId, "is a subscriber, who is managed by ManageServiceSubscription");
        bool leaves = request.OperationType is OperationType.Delete || request.Status is Contracts.Soap.PrincipalStatus.Suspended;
        if (leaves && await CheckLeaveAsync(row, context, cancellationToken) is { } refusal)
            return refusal;
        return request.OperationType is OperationType.Delete
            ? await DeleteAsync(request, row, context, cancellationToken)
            : await UpdateAsync(request, row, context, cancellationToken);
    }

    private async Task<Answer<ManagePrincipalResponse>> QueryAsync(ManagePrincipalRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.PrincipalId is { } principalId)
        {
            PrincipalRow? row = await context.Database.Principals.AsNoTracking().SingleOrDefaultAsync(p => p.PrincipalId == principalId, cancellationToken);
            return row is null ? Unknown(principalId) : await DoneAsync(request, row, context, cancellationToken);
        }
        (IReadOnlyList<Contracts.Soap.Principal> page, bool more) = await list.PageAsync(
            (PrincipalKind?)request.PrincipalKind, request.StartAfter, request.MaxEntries ?? DefaultPage, context.Database, cancellationToken);
        return new ManagePrincipalResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, Principal = page, MoreEntries = more };
    }

    private async Task<Answer<ManagePrincipalResponse>> CreateAsync(
        ManagePrincipalRequest request, string principalId, OperationContext context, CancellationToken cancellationToken)
    {
        if (ParameterCheck.Identifier("PrincipalId", principalId) is { } badName)
            return badName;
        if (await CouldBeSubscriberAsync(principalId, context, cancellationToken))
            return Refusal.Invalid("PrincipalId", principalId, "could be the identity of a subscriber");
        if (request.PrincipalKind is not { } kind)
            return Refusal.Missing("PrincipalKind");
        if (kind is Contracts.Soap.PrincipalKind.Subscriber)
            return Refusal.Invalid("PrincipalKind", "1", "is made by ManageServiceSubscription");
        if (request.Secret is null && request.CertificateSha256.Count == 0)
            return new Refusal(StatusCode.ParameterInvalid, "Secret is missing, and so is CertificateSha256: the principal could never log in");
        if (await context.Database.Principals.AnyAsync(row => row.PrincipalId == principalId, cancellationToken))
            return Refusal.Repeated("PrincipalId", principalId, "exists already");
        return await SetAsync(request, new Principal(principalId, (PrincipalKind)kind), context, cancellationToken);
    }

    private async Task<Answer<ManagePrincipalResponse>> UpdateAsync(
        ManagePrincipalRequest request, PrincipalRow row, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.PrincipalKind is { } kind && (PrincipalKind)kind != row.Kind)
            return Refusal.Invalid("PrincipalKind", $"{(int)kind}", "is not what the principal is, and cannot be changed");
        return await SetAsync(request, new Principal(row.PrincipalId, row.Kind), context, cancellationToken);
    }

    private async Task<Answer<ManagePrincipalResponse>> SetAsync(
        ManagePrincipalRequest request, Principal principal, OperationContext context, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string>? fingerprints, Refusal? unreadable) = Certificates.Read(request.CertificateSha256);
        if ((unreadable ?? await credentials.CheckAsync(request.Secret, principal.PrincipalId, principal.Kind, cancellationToken)) is { } invalid)
            return invalid;
        (PrincipalRow? row, Refusal? refusal) = await credentials.SetAsync(principal, request.Secret, request.DigestEnabled, context, cancellationToken);
        if (row is null)
            return refusal ?? Unknown(principal.PrincipalId);
        if (request.Status is { } status)
            row.Status = status is Contracts.Soap.PrincipalStatus.Suspended ? PrincipalStatus.Suspended : PrincipalStatus.Active;
        if (!await context.Transaction.TrySaveAsync(cancellationToken))
            return Refusal.Repeated("PrincipalId", principal.PrincipalId, "exists already");
        if (fingerprints is not null && await Certificates.ReplaceAsync(principal.PrincipalId, fingerprints, context, cancellationToken) is { } taken)
            return taken;
        if (fingerprints is not null || row.Status is PrincipalStatus.Suspended)
            await credentials.RevokeAsync(principal.PrincipalId, context, cancellationToken);
        return await context.Transaction.TrySaveAsync(cancellationToken)
            ? await DoneAsync(request, row, context, cancellationToken)
            : Refusal.Repeated("CertificateSha256", null, "stands for another principal");
    }

    private async Task<Answer<ManagePrincipalResponse>> DeleteAsync(
        ManagePrincipalRequest request, PrincipalRow row, OperationContext context, CancellationToken cancellationToken)
    {
        await credentials.RevokeAsync(row.PrincipalId, context, cancellationToken);
        context.Database.Principals.Remove(row);
        return new ManagePrincipalResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }

    /// <summary>Somebody must remain who can manage the system: nobody goes by its own hand, and of two who send each other away the second finds itself gone.</summary>
    private static async Task<Refusal?> CheckLeaveAsync(PrincipalRow row, OperationContext context, CancellationToken cancellationToken)
    {
        if (row.PrincipalId == context.Principal.PrincipalId)
            return Refusal.NotPermitted($"PrincipalId: '{row.PrincipalId}' cannot delete or suspend itself");
        if (row.Kind is not PrincipalKind.ServiceProvider)
            return null;
        List<PrincipalRow> remaining = await context.Database.Principals.FromSql(
            $"SELECT * FROM principals WHERE kind = {(short)PrincipalKind.ServiceProvider} AND status = {(short)PrincipalStatus.Active} ORDER BY principal_id FOR NO KEY UPDATE")
            .AsNoTracking().ToListAsync(cancellationToken);
        return remaining.Exists(other => other.PrincipalId == context.Principal.PrincipalId) ? null : Refusal.NotPermitted("The principal that asks exists no more");
    }

    // Subscribers log in with their identities, so nobody else may have the name of one who exists or a number that one may have
    private static async Task<bool> CouldBeSubscriberAsync(string principalId, OperationContext context, CancellationToken cancellationToken) =>
        PartyIdentity.TryParse(principalId, context.Plan, out PartyIdentity identity)
        && (identity.Value.Contains('@', StringComparison.Ordinal) || identity.Value.TrimStart('+').All(char.IsAsciiDigit)
            || await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == identity.Value, cancellationToken));

    private static Refusal Unknown(string principalId) => Refusal.Invalid("PrincipalId", principalId, "is no principal");

    private async Task<Answer<ManagePrincipalResponse>> DoneAsync(
        ManagePrincipalRequest request, PrincipalRow row, OperationContext context, CancellationToken cancellationToken) => new ManagePrincipalResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            Principal = await list.ShowAsync([row], context.Database, cancellationToken),
        };
}
