using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Content;
using Cmr.Service.Operations.ManageCmrResource;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.StartCmrService;

/// <summary>Chooses what an application is to present in a call, and tells where it can fetch it (OMA AD flow B.5, download and play).</summary>
internal sealed class StartCmrServiceOperation(ServiceChooser chooser, DeliveryDesk desk, ISystemSettings settings)
    : ManagementOperation<StartCmrServiceRequest, StartCmrServiceResponse>(ContractOperations.StartCmrService)
{
    private const int IdentifierOctets = 16;

    public override RequestOutline Outline(StartCmrServiceRequest request) => new(request.TransactionId, null, ChangesNothing: false);

    public override StartCmrServiceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, StartCmrServiceRequest request, string subscriberId) =>
        principal.Kind is PrincipalKind.Application or PrincipalKind.ServiceProvider;

    public override async Task<Answer<StartCmrServiceResponse>> ExecuteAsync(StartCmrServiceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (ParameterCheck.OptionalText("Event", request.Event) is { } tooLong)
            return tooLong;
        if (!PartyIdentity.TryParse(request.CalledParty, context.Plan, out PartyIdentity called))
            return Refusal.Invalid("CalledParty", request.CalledParty, "is neither a tel or SIP URI nor a number");
        PartyIdentity? caller = PartyIdentity.TryParse(request.CallingParty, context.Plan, out PartyIdentity identity) ? identity : null;
        if (request.CallingParty is not null && caller is null)
            return Refusal.Invalid("CallingParty", request.CallingParty, "is neither a tel or SIP URI nor a number");

        // CMRT has the roles exchanged: the calling party's choice is presented to the called party
        RingingService service = request.ServiceType is ServiceType.Cmrt ? RingingService.RingTone : RingingService.Ringback;
        if (service is RingingService.RingTone && caller is null)
            return Refusal.Missing("CallingParty");
        (PartyIdentity chooses, PartyIdentity? receives) = service is RingingService.RingTone ? (identity, called) : (called, caller);
        ImmutableArray<ResourceMediaType> media = [.. request.MediaType.Select(ResourceMapping.ToDomain).Distinct()];
        if (await chooser.ChooseAsync(new ServiceQuestion(service, chooses, receives, media), context, cancellationToken) is not { } chosen)
            return Refusal.UnknownSubscriber(chooses == called ? request.CalledParty : request.CallingParty, chooses == called ? "CalledParty" : "CallingParty");

        DateTimeOffset validUntil = context.Now + (await settings.ReadAsync(cancellationToken)).MediaDelivery;
        ApplicationServiceRow row = Record(request, new ServiceQuestion(service, chooses, receives, media), chosen, validUntil, context);
        context.Database.ApplicationServices.Add(row);
        return new StartCmrServiceResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            ServiceId = row.ServiceId,
            OfferedResource = [.. chosen.Select(resource => Offer(resource, validUntil))],
        };
    }

    private static ApplicationServiceRow Record(
        StartCmrServiceRequest request, ServiceQuestion question, IReadOnlyList<ResourceRow> chosen, DateTimeOffset validUntil, OperationContext context) => new()
        {
            ServiceId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdentifierOctets)),
            PrincipalId = context.Principal.PrincipalId,
            SubscriberId = question.Chooses.Value,
            OtherParty = question.Receives?.Value,
            Service = question.Service,
            Event = request.Event,
            ResourceIds = [.. chosen.Select(resource => resource.ResourceId)],
            StartedAt = context.Now,
            ValidUntil = validUntil,
        };

    private OfferedResource Offer(ResourceRow resource, DateTimeOffset validUntil) => new()
    {
        ResourceId = resource.ResourceId,
        Name = resource.Name,
        MediaType = ResourceMapping.ToContract(resource.MediaType),
        Format = resource.OriginalMediaType ?? resource.Format,
        ResourceUri = desk.UrlOf(resource, validUntil),
        DurationMs = resource.DurationMs is { } duration ? (int)Math.Min(duration, int.MaxValue) : null,
        ValidUntil = validUntil,
    };
}
