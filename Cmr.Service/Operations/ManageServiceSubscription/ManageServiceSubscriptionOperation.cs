using Cmr.Contracts.Soap;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
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
internal sealed class ManageServiceSubscriptionOperation(IOptions<SubscriptionOptions> options, CredentialDesk credentials)
    : ManagementOperation<ManageServiceSubscriptionRequest, ManageServiceSubscriptionResponse>(ContractOperations.ManageServiceSubscription)
{
    private static readonly short[] AllServices = [(short)ServiceType.Cmrbt, (short)ServiceType.Cmrt];

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
        if (await credentials.CheckAsync(request.Secret, context.SubscriberId, PrincipalKind.Subscriber, cancellationToken) is { } weak)
            return weak;
        if (request.OperationType is OperationType.Create)
            return await CreateAsync(request, context, cancellationToken);
        SubscriberRow? subscriber = request.OperationType is OperationType.Query
            ? await context.Database.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken)
            : await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken);
        if (subscriber is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        if (request.OperationType is OperationType.Update && await UpdateAsync(request, subscriber, context, cancellationToken) is { } refusal)
            return refusal;
        if (request.OperationType is OperationType.Delete)
            await DeleteAsync(subscriber, context, cancellationToken);
        return await DoneAsync(request, request.OperationType is OperationType.Delete ? null : subscriber, context, cancellationToken);
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
            ServiceTypes = ServicesOf(request) ?? AllServices,
            NextGroup = 1,
            NextRule = 1,
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        context.Database.Subscribers.Add(subscriber);
        if (await SetCredentialsAsync(request, context, cancellationToken) is { } refusal)
            return refusal;
        context.Transaction.SubscriberChanged(context.SubscriberId);
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.ServiceSubscription, request.TransactionId, context, cancellationToken);
        charges.Record(new(context.SubscriberId, context.SubscriberId), resource: null);
        return await context.Transaction.TrySaveAsync(cancellationToken)
            ? await DoneAsync(request, subscriber, context, cancellationToken)
            : Refusal.Repeated("SubscriberId", request.SubscriberId, "is registered already");
    }

    private async Task<Refusal?> UpdateAsync(
        ManageServiceSubscriptionRequest request, SubscriberRow subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        subscriber.Status = StatusOf(request) ?? subscriber.Status;
        subscriber.TimeZone = request.TimeZone ?? subscriber.TimeZone;
        subscriber.UpdatedAt = context.Now;
        subscriber.ServiceTypes = ServicesOf(request) ?? subscriber.ServiceTypes;
        return await SetCredentialsAsync(request, context, cancellationToken);
    }

    // The database removes with it what is the subscriber's alone: library, boxes, groups, rules, defaults, filters, settings, notifications, profile
    private async Task DeleteAsync(SubscriberRow subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        await credentials.RevokeAsync(context.SubscriberId, context, cancellationToken);
        await OwnContent.WithdrawAsync(context, cancellationToken);
        context.Database.Subscribers.Remove(subscriber);
        await context.Database.Principals
            .Where(row => row.PrincipalId == context.SubscriberId && row.Kind == PrincipalKind.Subscriber).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<Refusal?> SetCredentialsAsync(ManageServiceSubscriptionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.Secret is null && request.DigestEnabled is null)
            return null;
        // A subscriber without a secret is no principal, so there is nothing to switch off
        bool without = request.Secret is null && request.DigestEnabled is false
            && !await context.Database.Principals.AnyAsync(row => row.PrincipalId == context.SubscriberId, cancellationToken);
        return without ? null : (await credentials.SetAsync(new Principal(context.SubscriberId, PrincipalKind.Subscriber), request.Secret, request.DigestEnabled, context, cancellationToken)).Refusal;
    }

    private static short[]? ServicesOf(ManageServiceSubscriptionRequest request) =>
        request.ServiceType.Count == 0 ? null : [.. request.ServiceType.Select(type => (short)type).Distinct().Order()];

    private static SubscriberStatus? StatusOf(ManageServiceSubscriptionRequest request) => request.Status switch
    {
        SubscriptionStatus.Active => SubscriberStatus.Active,
        SubscriptionStatus.Suspended => SubscriberStatus.Suspended,
        _ => null,
    };

    private static async Task<ManageServiceSubscriptionResponse> DoneAsync(
        ManageServiceSubscriptionRequest request, SubscriberRow? subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        if (subscriber is null)
            return new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
        PrincipalRow? principal = await context.Database.Principals.FindAsync([subscriber.SubscriberId], cancellationToken);
        ServiceSubscription shown = new()
        {
            SubscriberId = subscriber.SubscriberId,
            Status = subscriber.Status is SubscriberStatus.Active ? SubscriptionStatus.Active : SubscriptionStatus.Suspended,
            TimeZone = subscriber.TimeZone,
            Since = subscriber.CreatedAt,
            // What is as usual is left out, as it may be in the request
            DigestEnabled = principal?.DigestSecret is null ? null : true,
            ServiceType = subscriber.ServiceTypes.Length == AllServices.Length ? [] : [.. subscriber.ServiceTypes.Select(type => (ServiceType)type)],
        };
        return new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, ServiceSubscription = [shown] };
    }
}
