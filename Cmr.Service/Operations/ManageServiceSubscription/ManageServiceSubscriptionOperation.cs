using Cmr.Contracts.Soap;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Cmr.Service.Operations.Charging;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.ManageServiceSubscription;

/// <summary>Registers, queries, changes and removes subscribers; for Service Providers.</summary>
internal sealed class ManageServiceSubscriptionOperation(IOptions<SubscriptionOptions> options, VerifiedSecrets verified)
    : ManagementOperation<ManageServiceSubscriptionRequest, ManageServiceSubscriptionResponse>(ContractOperations.ManageServiceSubscription)
{
    private const int MinimumSecretLength = 4;
    private const int MaximumSecretLength = 128;

    public override RequestOutline Outline(ManageServiceSubscriptionRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManageServiceSubscriptionResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageServiceSubscriptionRequest request, string subscriberId) =>
        principal.Kind is PrincipalKind.ServiceProvider;

    public override ManageServiceSubscriptionRequest WithoutSecrets(ManageServiceSubscriptionRequest request) =>
        request.Secret is null ? request : request with { Secret = "(withheld)" };

    public override async Task<Answer<ManageServiceSubscriptionResponse>> ExecuteAsync(
        ManageServiceSubscriptionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.TimeZone is { } zone && !SubscriberTimeZone.IsKnown(zone))
            return Refusal.Invalid("TimeZone", zone, "is no name of the IANA time zone database");
        if (request.Secret is { Length: < MinimumSecretLength or > MaximumSecretLength })
            return Refusal.Invalid("Secret", null, $"must have {MinimumSecretLength} to {MaximumSecretLength} characters");
        if (request.OperationType is OperationType.Create)
            return await CreateAsync(request, context, cancellationToken);
        SubscriberRow? subscriber = request.OperationType is OperationType.Query
            ? await context.Database.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken)
            : await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken);
        if (subscriber is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        if (request.OperationType is OperationType.Update)
            await UpdateAsync(request, subscriber, context, cancellationToken);
        if (request.OperationType is OperationType.Delete)
            await DeleteAsync(subscriber, context, cancellationToken);
        return Done(request, request.OperationType is OperationType.Delete ? null : subscriber);
    }

    private async Task<Answer<ManageServiceSubscriptionResponse>> CreateAsync(
        ManageServiceSubscriptionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (context.SubscriberId.Length == 0)
            return Refusal.Invalid("SubscriberId", request.SubscriberId, "is neither a number nor a tel or SIP URI");
        bool taken = await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken)
            || await context.Database.Principals.AnyAsync(row => row.PrincipalId == context.SubscriberId, cancellationToken);
        if (taken)
            return Refusal.Repeated("SubscriberId", request.SubscriberId, "is registered already");
        SubscriberRow subscriber = new()
        {
            SubscriberId = context.SubscriberId,
            Status = StatusOf(request) ?? SubscriberStatus.Active,
            TimeZone = request.TimeZone ?? options.Value.DefaultTimeZone,
            NextGroup = 1,
            NextRule = 1,
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        context.Database.Subscribers.Add(subscriber);
        await SetSecretAsync(request.Secret, context, cancellationToken);
        context.Transaction.SubscriberChanged(context.SubscriberId);
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.ServiceSubscription, request.TransactionId, context, cancellationToken);
        charges.Record(new(context.SubscriberId, context.SubscriberId), resource: null);
        return await context.Transaction.TrySaveAsync(cancellationToken)
            ? Done(request, subscriber)
            : Refusal.Repeated("SubscriberId", request.SubscriberId, "is registered already");
    }

    private async Task UpdateAsync(
        ManageServiceSubscriptionRequest request, SubscriberRow subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        subscriber.Status = StatusOf(request) ?? subscriber.Status;
        subscriber.TimeZone = request.TimeZone ?? subscriber.TimeZone;
        subscriber.UpdatedAt = context.Now;
        if (request.Secret is not null)
        {
            await SetSecretAsync(request.Secret, context, cancellationToken);
            verified.Forget();
            // Who knew the old secret only must not stay inside
            await context.Database.Sessions.Where(row => row.PrincipalId == context.SubscriberId).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task DeleteAsync(SubscriberRow subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        verified.Forget();
        await OwnContent.WithdrawAsync(context, cancellationToken);
        context.Database.Subscribers.Remove(subscriber);
        await context.Database.Principals
            .Where(row => row.PrincipalId == context.SubscriberId && row.Kind == PrincipalKind.Subscriber).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task SetSecretAsync(string? secret, OperationContext context, CancellationToken cancellationToken)
    {
        if (secret is not null)
            await PrincipalDirectory.SetAsync(context.Database, new(context.SubscriberId, PrincipalKind.Subscriber), secret, context.Now, cancellationToken);
    }

    private static SubscriberStatus? StatusOf(ManageServiceSubscriptionRequest request) => request.Status switch
    {
        SubscriptionStatus.Active => SubscriberStatus.Active,
        SubscriptionStatus.Suspended => SubscriberStatus.Suspended,
        _ => null,
    };

    private static ManageServiceSubscriptionResponse Done(ManageServiceSubscriptionRequest request, SubscriberRow? subscriber) => new()
    {
        TransactionId = request.TransactionId,
        StatusCode = StatusCode.Success,
        ServiceSubscription = subscriber is null ? [] :
        [
            new()
            {
                SubscriberId = subscriber.SubscriberId,
                Status = subscriber.Status is SubscriberStatus.Active ? SubscriptionStatus.Active : SubscriptionStatus.Suspended,
                TimeZone = subscriber.TimeZone,
                Since = subscriber.CreatedAt,
            },
        ],
    };
}
