using System.Security.Cryptography;
using System.Text;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Changes;
using Cmr.Service.Security;

namespace Cmr.Service.Operations;

/// <summary>
/// What every management request goes through: credentials, parameters, permission, repetition, the operation, the record.
/// A refusal at any step changes nothing.
/// </summary>
internal sealed class OperationPipeline(ManagementTransactions transactions, NumberingPlan plan, ServiceMetrics metrics, ILogger<OperationPipeline> logger)
{
    private const int MaximumTransactionIdLength = 128;

    public async ValueTask<TResponse> RunAsync<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, MessageReading<TRequest> reading, Authentication authentication, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        RequestOutline outline = operation.Outline(reading.Message);
        if (authentication is not Authentication.Granted { Principal: { } principal })
        {
            Refusal denied = authentication is Authentication.Denied { Refusal: { } refusal } ? refusal : Refusal.NotPermitted("Not authenticated");
            return Refuse(operation, outline, denied);
        }
        if (CheckParameters(reading, outline) is { } invalid)
            return Refuse(operation, outline, invalid);

        string subscriberId = PartyIdentity.TryParse(outline.SubscriberId, plan, out PartyIdentity identity) ? identity.Value : "";
        if (!operation.IsPermitted(principal, reading.Message, subscriberId))
        {
            logger.NotPermitted(PartyIdentity.FromNormalized(principal.PrincipalId).Shortened(), operation.Contract.Name);
            return Refuse(operation, outline, Refusal.NotPermitted($"{principal.Kind} may not do this"));
        }

        await using ManagementTransaction transaction = await transactions.BeginAsync(cancellationToken);
        OperationContext context = new(principal, subscriberId, transaction, plan);
        if (!outline.ChangesNothing)
            return await ChangeAsync(operation, reading.Message, outline, context, cancellationToken);
        Answer<TResponse> asked = await operation.ExecuteAsync(reading.Message, context, cancellationToken);
        return Conclude(operation, outline, asked).Response;
    }

    private async Task<TResponse> ChangeAsync<TRequest, TResponse>(
        ManagementOperation<TRequest, TResponse> operation, TRequest request, RequestOutline outline, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        byte[] hash = SHA256.HashData(CanonicalForm.Write(operation.Contract.Request, request));
        RequestIdentity identity = new(context.Principal.PrincipalId, outline.TransactionId, operation.Contract.Name, hash);
        switch (await context.Transaction.EnterAsync(identity, cancellationToken))
        {
            case Repetition.Same same:
                return CanonicalForm.Read(operation.Contract.Response, same.Answer);
            case Repetition.Different:
                return Refuse(operation, outline, Refusal.Repeated("TransactionId", outline.TransactionId, "was used for another request within 24 hours"));
        }

        Answer<TResponse> answer = await operation.ExecuteAsync(request, context, cancellationToken);
        (TResponse response, StatusCode code) = Conclude(operation, outline, answer);
        ChangeEntry entry = new(
            identity,
            context.SubscriberId.Length > 0 ? context.SubscriberId : null,
            (int)code,
            Encoding.UTF8.GetString(CanonicalForm.Write(operation.Contract.Request, operation.WithoutSecrets(request))),
            CanonicalForm.Write(operation.Contract.Response, response));
        // From here on the client's patience no longer decides: the answer and the database must agree
        if (answer.Refusal is null)
            await context.Transaction.AcceptAsync(entry, CancellationToken.None);
        else
            await context.Transaction.RefuseAsync(entry, CancellationToken.None);
        return response;
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
        ManagementOperation<TRequest, TResponse> operation, RequestOutline outline, Answer<TResponse> answer)
        where TRequest : class
        where TResponse : class
    {
        if (answer.Response is { } response)
        {
            metrics.Answered(operation.Contract.Name, StatusCode.Success);
            return (response, StatusCode.Success);
        }
        Refusal refusal = answer.Refusal ?? throw new InvalidOperationException($"{operation.Contract.Name} answered nothing.");
        return (Refuse(operation, outline, refusal), refusal.Code);
    }

    private TResponse Refuse<TRequest, TResponse>(ManagementOperation<TRequest, TResponse> operation, RequestOutline outline, Refusal refusal)
        where TRequest : class
        where TResponse : class
    {
        metrics.Answered(operation.Contract.Name, refusal.Code);
        return operation.Refuse(outline.TransactionId, refusal);
    }
}
