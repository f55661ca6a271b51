using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Charging;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Microsoft.EntityFrameworkCore;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;
using ResourceKind = Cmr.Persistence.Model.ResourceKind;
using ResourceStatus = Cmr.Domain.Content.ResourceStatus;

namespace Cmr.Service.Operations.ManageCmrResourceBox;

/// <summary>
/// Queries, makes, changes and withdraws boxes: those of the catalogue for providers, personal ones for subscribers.
/// A personal box is in its owner's library from the start and costs nothing.
/// </summary>
internal sealed class ManageCmrResourceBoxOperation(ISystemSettings settings)
    : ManagementOperation<ManageCmrResourceBoxRequest, ManageCmrResourceBoxResponse>(ContractOperations.ManageCmrResourceBox)
{
    private const int MaximumListed = 1000;

    public override RequestOutline Outline(ManageCmrResourceBoxRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManageCmrResourceBoxResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageCmrResourceBoxRequest request, string subscriberId) => request.SubscriberId is null
        ? principal.Kind is PrincipalKind.ServiceProvider or PrincipalKind.ContentProvider
        : base.IsPermitted(principal, request, subscriberId);

    public override async Task<Answer<ManageCmrResourceBoxResponse>> ExecuteAsync(
        ManageCmrResourceBoxRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        bool personal = request.SubscriberId is not null;
        if (personal && (request.Price is not null || request.ProviderId is not null))
            return Refusal.Invalid(request.Price is null ? "ProviderId" : "Price", request.ProviderId ?? $"{request.Price}", "has no meaning for a personal box");
        if (request.OperationType is OperationType.Query)
            return await QueryAsync(request, context, cancellationToken);
        if (request.ResourceBoxId is not { } boxId)
            return Refusal.Missing("ResourceBoxId");
        if (personal && await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        Refusal? refusal = request.OperationType is OperationType.Create
            ? await CreateAsync(request, boxId, context, cancellationToken)
            : await ChangeAsync(request, boxId, context, cancellationToken);
        if (refusal is not null)
            return refusal;
        return Done(request, []);
    }

    private static async Task<Answer<ManageCmrResourceBoxResponse>> QueryAsync(
        ManageCmrResourceBoxRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.SubscriberId is not null && !await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        IQueryable<ResourceRow> boxes = context.Database.Resources.AsNoTracking().Where(row => row.Kind == ResourceKind.Box);
        if (request.ResourceBoxId is { } boxId)
        {
            ResourceRow? box = await context.Database.Resources.AsNoTracking().SingleOrDefaultAsync(row => row.ResourceId == boxId, cancellationToken);
            if (CheckMeant(box, boxId, request, context) is { } refusal)
                return refusal;
            boxes = boxes.Where(row => row.ResourceId == boxId);
        }
        else if (request.SubscriberId is not null)
            boxes = boxes.Where(row => row.OwnerPrincipalId == context.SubscriberId && row.WithdrawnAt == null);
        else if (context.Principal.Kind is PrincipalKind.ServiceProvider && request.ProviderId is null)
            boxes = boxes.Where(row => row.Originator == ResourceOriginator.ContentProvider && row.WithdrawnAt == null);
        else
        {
            string owner = context.Principal.Kind is PrincipalKind.ServiceProvider ? request.ProviderId ?? "" : context.Principal.PrincipalId;
            boxes = boxes.Where(row => row.OwnerPrincipalId == owner && row.WithdrawnAt == null);
        }
        List<ResourceRow> found = await boxes.OrderBy(row => row.ResourceId).Take(MaximumListed + 1).ToListAsync(cancellationToken);
        string[] ids = [.. found.Take(MaximumListed).Select(box => box.ResourceId)];
        List<BoxEntryRow> entries = await context.Database.BoxEntries.AsNoTracking().Where(row => ids.Contains(row.BoxId)).ToListAsync(cancellationToken);
        ILookup<string, BoxEntryRow> byBox = entries.ToLookup(entry => entry.BoxId, StringComparer.Ordinal);
        return Done(request, found.Take(MaximumListed).Select(box => BoxMapping.ToBox(box, byBox[box.ResourceId]))) with
        {
            StatusDescription = found.Count > MaximumListed ? $"only the first {MaximumListed} boxes are listed" : null,
        };
    }

    private async Task<Refusal?> CreateAsync(ManageCmrResourceBoxRequest request, string boxId, OperationContext context, CancellationToken cancellationToken)
    {
        SystemSettings system = await settings.ReadAsync(cancellationToken);
        Refusal? refusal = ParameterCheck.Identifier("ResourceBoxId", boxId)
            ?? ParameterCheck.Name("Name", request.Name)
            ?? (request.PresentationMode is null ? Refusal.Missing("PresentationMode") : null)
            ?? (request.BoxEntry.Count == 0 ? Refusal.Missing("BoxEntry") : null)
            ?? Check(request, context);
        if (refusal is not null)
            return refusal;
        if (await context.Database.Resources.AnyAsync(row => row.ResourceId == boxId, cancellationToken))
            return Refusal.Repeated("ResourceBoxId", boxId, "is taken");
        bool personal = request.SubscriberId is not null;
        if (personal && await OwnBoxesAsync(context, cancellationToken) >= system.MaximumBoxes)
            return Refusal.Invalid("ResourceBoxId", boxId, $"does not fit: the subscriber has {system.MaximumBoxes} boxes");

        ResourceRow box = await NewAsync(request, boxId, context, cancellationToken);
        BoxMapping.Apply(request, box);
        context.Database.Resources.Add(box);
        context.Transaction.ResourceChanged(boxId);
        if (await new BoxPacker(system, context).PackAsync(box, BoxMapping.ToEntries(request), cancellationToken) is { } unfit)
            return unfit;
        if (personal)
            return (await LibraryShelf.LoadAsync([boxId], system, context, cancellationToken)).TryPut(box, Persistence.Model.LibrarySource.OwnContent, null).Refusal;
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.ResourceManagement, request.TransactionId, context, cancellationToken);
        charges.Record(new(context.Principal.PrincipalId, box.ProviderId ?? context.Principal.PrincipalId), box);
        return null;
    }

    private async Task<Refusal?> ChangeAsync(ManageCmrResourceBoxRequest request, string boxId, OperationContext context, CancellationToken cancellationToken)
    {
        ResourceRow? box = await context.Transaction.LockResourceAsync(boxId, cancellationToken);
        if (CheckMeant(box, boxId, request, context) is { } notMeant)
            return notMeant;
        if (box is null)
            return Refusal.Unavailable(boxId, "is no CMR Resource Box");
        box.UpdatedAt = context.Now;
        if (request.OperationType is OperationType.Delete)
        {
            box.WithdrawnAt = context.Now;
            if (request.SubscriberId is not null)
                await context.Database.LibraryEntries.Where(row => row.SubscriberId == context.SubscriberId && row.ResourceId == boxId).ExecuteDeleteAsync(cancellationToken);
            await WithdrawalNotices.BeginAsync(context.Database, boxId, context.Now, cancellationToken);
            return null;
        }
        if (((request.Name is null ? null : ParameterCheck.Name("Name", request.Name)) ?? Check(request, context)) is { } refusal)
            return refusal;
        BoxMapping.Apply(request, box);
        BoxPacker packer = new(await settings.ReadAsync(cancellationToken), context);
        return request.BoxEntry.Count > 0
            ? await packer.PackAsync(box, BoxMapping.ToEntries(request), cancellationToken)
            : packer.CheckShape(box, BoxMapping.ToEntries(await context.Database.BoxEntries.Where(row => row.BoxId == boxId).ToListAsync(cancellationToken)));
    }

    private static Refusal? Check(ManageCmrResourceBoxRequest request, OperationContext context) =>
        ResourceCheck.CheckTerms(request.Price, request.ExpireDate, request.Language, context.Now)
        ?? ParameterCheck.OptionalText("Author", request.Author)
        ?? ProviderCheck.Named(request.ProviderId, context.Principal);

    // A Service Provider must still say whose box it means: a personal box is not found among those of the catalogue, nor the other way round
    private static Refusal? CheckMeant(ResourceRow? box, string boxId, ManageCmrResourceBoxRequest request, OperationContext context)
    {
        if (request.SubscriberId is null)
            return box is { Originator: ResourceOriginator.Subscriber }
                ? Refusal.Unavailable(boxId, "is no CMR Resource Box of the catalogue", "ResourceBoxId")
                : ProviderCheck.Owned(box, boxId, ResourceKind.Box, context.Principal);
        bool own = box is { Kind: ResourceKind.Box, WithdrawnAt: null } && LibraryShelf.IsOwn(box, context.SubscriberId);
        return own ? null : Refusal.Unavailable(boxId, "is no CMR Resource Box of the subscriber", "ResourceBoxId");
    }

    private static Task<int> OwnBoxesAsync(OperationContext context, CancellationToken cancellationToken) =>
        context.Database.Resources.CountAsync(row => row.OwnerPrincipalId == context.SubscriberId && row.Kind == ResourceKind.Box && row.WithdrawnAt == null, cancellationToken);

    private static async Task<ResourceRow> NewAsync(
        ManageCmrResourceBoxRequest request, string boxId, OperationContext context, CancellationToken cancellationToken)
    {
        bool personal = request.SubscriberId is not null;
        string providerId = personal ? context.SubscriberId : request.ProviderId ?? context.Principal.PrincipalId;
        return new()
        {
            ResourceId = boxId,
            Name = request.Name ?? "",
            Kind = ResourceKind.Box,
            OwnerPrincipalId = personal ? context.SubscriberId : await ProviderCheck.OwnerAsync(providerId, context, cancellationToken),
            ProviderId = providerId,
            Originator = personal ? ResourceOriginator.Subscriber : ResourceOriginator.ContentProvider,
            Status = ResourceStatus.Active,
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
    }

    private static ManageCmrResourceBoxResponse Done(ManageCmrResourceBoxRequest request, IEnumerable<ResourceBox> boxes) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, ResourceBox = [.. boxes] };
}
