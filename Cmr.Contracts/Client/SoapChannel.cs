using Cmr.Contracts.Operations;
namespace Cmr.Contracts.Client;

/// <summary>Carries messages.</summary>
public sealed class SoapChannel
{
    /// <summary>Calls.</summary>
    public ValueTask<TResponse> CallAsync<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class where TResponse : class => throw new NotSupportedException();
}
