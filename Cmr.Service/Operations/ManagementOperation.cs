using Cmr.Contracts.Operations;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;

namespace Cmr.Service.Operations;

/// <summary>One operation of the management interfaces. Stateless; authentication, repetition, recording and errors are the pipeline's.</summary>
internal abstract class ManagementOperation<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> contract)
    where TRequest : class
    where TResponse : class
{
    /// <summary>Name, messages and codecs.</summary>
    public TypedContractOperation<TRequest, TResponse> Contract { get; } = contract;

    /// <summary>What the request has in common with all others.</summary>
    public abstract RequestOutline Outline(TRequest request);

    /// <summary>The response that tells a refusal.</summary>
    public abstract TResponse Refuse(string? transactionId, Refusal refusal);

    /// <summary>Carries the request out. Changes are made lasting by the caller.</summary>
    public abstract Task<Answer<TResponse>> ExecuteAsync(TRequest request, OperationContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the principal may ask this. By default a Service Provider may, and a subscriber for its own data.
    /// </summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="request">The request.</param>
    /// <param name="subscriberId">Normalised identity of the subscriber meant.</param>
    public virtual bool IsPermitted(Principal principal, TRequest request, string subscriberId) => principal.Kind switch
    {
        PrincipalKind.ServiceProvider => true,
        PrincipalKind.Subscriber => subscriberId.Length > 0 && string.Equals(principal.PrincipalId, subscriberId, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The request as the change log may keep it.</summary>
    public virtual TRequest WithoutSecrets(TRequest request) => request;
}
