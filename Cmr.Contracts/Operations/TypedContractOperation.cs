namespace Cmr.Contracts.Operations;

/// <summary>One operation of the contract with its message types and codecs.</summary>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
/// <param name="name">Name of the operation.</param>
/// <param name="description">What it does.</param>
/// <param name="soapAction">Its SOAPAction.</param>
/// <param name="request">Codec of the request.</param>
/// <param name="response">Codec of the response.</param>
public sealed class TypedContractOperation<TRequest, TResponse>(
    string name, string description, string soapAction, MessageCodec<TRequest> request, MessageCodec<TResponse> response)
    : ContractOperation(name, description, soapAction, request.Element, response.Element)
    where TRequest : class
    where TResponse : class
{
    /// <summary>Codec of the request.</summary>
    public MessageCodec<TRequest> Request { get; } = request;

    /// <summary>Codec of the response.</summary>
    public MessageCodec<TResponse> Response { get; } = response;

    /// <inheritdoc/>
    public override Type RequestType => typeof(TRequest);

    /// <inheritdoc/>
    public override Type ResponseType => typeof(TResponse);
}
