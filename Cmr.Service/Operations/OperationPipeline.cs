using System.Security.Cryptography;
using System.Text;
using Cmr.Contracts.MediaControl;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Settings;
using Cmr.Service.Security;
using Cmr.Soap.Dispatch;
using Principal = Cmr.Persistence.Principals.Principal;

namespace Cmr.Service.Operations;

/// <summary>
/// What every management request goes through: credentials, parameters, permission, repetition, the operation, the record.
/// A refusal at any step changes nothing.
/// </summary>
internal sealed class OperationPipeline(
    ManagementTransactions transactions, ISystemSettings settings, NumberingPlan plan, ServiceMetrics metrics, InstanceKeys keys, ILogger<OperationPipeline> logger)
{
    private const int MaximumTransactionIdLength = 128;

    public async ValueTask<TResponse> RunAsync<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, MessageReading<TRequest> reading, SoapContext soap, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        RequestOutline outline = operation.Outline(reading.Message);
        RequestNote note = new() { TransactionId = outline.TransactionId, SubscriberId = outline.SubscriberId };
        soap.Note = note;
        if (soap.Identity is not Authentication.Granted { Principal: { } principal })
        {
            Refusal denied = soap.Identity is Authentication.Denied { Refusal: { } refusal } ? refusal : Refusal.NotPermitted("Not authenticated");
            return Refuse(operation, outline, note, denied);
        }
        if (CheckParameters(reading, outline) is { } invalid)
            return Refuse(operation, outline, note, invalid);

        string subscriberId = PartyIdentity.TryParse(outline.SubscriberId, plan, out PartyIdentity identity) ? identity.Value : "";
        if (CheckPermission(operation, reading.Message, principal, subscriberId, soap.Service.Name) is { } forbidden)
            return Refuse(operation, outline, note, forbidden);

        await using ManagementTransaction transaction = await transactions.BeginAsync(cancellationToken);
        OperationContext context = new(principal, subscriberId, transaction, plan) { Settings = await settings.ReadAsync(cancellationToken) };
        if (!outline.ChangesNothing)
            return await ChangeAsync(operation, reading.Message, outline, note, context, cancellationToken);
        Answer<TResponse> asked = await operation.ExecuteAsync(reading.Message, context, cancellationToken);
        return Conclude(operation, outline, note, asked).Response;
    }

    private async Task<TResponse> ChangeAsync<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, TRequest request, RequestOutline outline, RequestNote note, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        // Keyed, because a request may hold a secret that is short enough to be guessed from a plain hash
        byte[] hash = HMACSHA256.HashData(keys.RequestKey.Span, CanonicalForm.Write(operation.Contract.Request, request));
        RequestIdentity identity = new(context.Principal.PrincipalId, outline.TransactionId, operation.Contract.Name, hash);
        switch (await context.Transaction.EnterAsync(identity, cancellationToken))
        {
            case Repetition.Same same:
                note.Code = CanonicalForm.StatusOf(same.Answer);
                return CanonicalForm.Read(operation.Contract.Response, same.Answer);
            case Repetition.Different:
                return Refuse(operation, outline, note, Refusal.Repeated("TransactionId", outline.TransactionId, "was used for another request within 24 hours"));
        }

        Answer<TResponse> answer = await operation.ExecuteAsync(request, context, cancellationToken);
        (TResponse response, StatusCode code) = Conclude(operation, outline, note, answer);
        byte[] kept = CanonicalForm.Write(operation.Contract.Request, operation.WithoutSecrets(request));
        ChangeEntry entry = new(
            identity,
            context.SubscriberId.Length > 0 ? context.SubscriberId : null,
            (int)code,
            Encoding.UTF8.GetString(kept),
            CanonicalForm.Write(operation.Contract.Response, response))
        {
            ResourceIds = NamedResources.In(kept),
        };
        // From here on the client's patience no longer decides: the answer and the database must agree
        if (answer.Refusal is null)
            await context.Transaction.AcceptAsync(entry, CancellationToken.None);
        else
            await context.Transaction.RefuseAsync(entry, CancellationToken.None);
        return response;
    }

    private Refusal? CheckPermission<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, TRequest request, Principal principal, string subscriberId, string service)
        where TRequest : class
        where TResponse : class
    {
        string? explanation = null;
        if (!InterfaceRoles.MayUse(principal.Kind, service))
            explanation = $"{principal.Kind} may not use {service}";
        else if (!operation.IsPermitted(principal, request, subscriberId))
            explanation = $"{principal.Kind} may not do this";
        if (explanation is null)
            return null;
        logger.NotPermitted(PartyIdentity.FromNormalized(principal.PrincipalId).Shortened(), operation.Contract.Name, service);
        return Refusal.NotPermitted(explanation);
    }

    private static Refusal? CheckParameters<TRequest>(MessageReading<TRequest> reading, RequestOutline outline)
        where TRequest : class
    {
        if (!reading.IsValid)
            return Refusal.From(reading.Errors);
        if (outline.SubscriberId is { } subscriberId && string.IsNullOrWhiteSpace(subscriberId))
            return new(StatusCode.SubscriberIdMissing, "SubscriberId is empty");
        if (outline.TransactionId is { } transactionId && string.IsNullOrWhiteSpace(transactionId))
            return Refusal.Missing("TransactionId");
        return outline.TransactionId is { Length: > MaximumTransactionIdLength } tooLong
            ? Refusal.Invalid("TransactionId", tooLong, $"has more than {MaximumTransactionIdLength} characters")
            : null;
    }

    private (TResponse Response, StatusCode Code) Conclude<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, RequestOutline outline, RequestNote note, Answer<TResponse> answer)
        where TRequest : class
        where TResponse : class
    {
        if (answer.Response is { } response)
        {
            metrics.Answered(operation.Contract.Name, note.Code = StatusCode.Success);
            return (response, StatusCode.Success);
        }
        Refusal refusal = answer.Refusal ?? throw new InvalidOperationException($"{operation.Contract.Name} answered nothing.");
        return (Refuse(operation, outline, note, refusal), refusal.Code);
    }

    private TResponse Refuse<TRequest, TResponse>(ManagementOperation<TRequest, TResponse> operation, RequestOutline outline, RequestNote note, Refusal refusal)
        where TRequest : class
        where TResponse : class
    {
        metrics.Answered(operation.Contract.Name, note.Code = refusal.Code);
        return operation.Refuse(outline.TransactionId, refusal);
    }
}
