using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Reading;
using Cmr.Soap.Dispatch;

namespace Cmr.Tests.Contracts;

/// <summary>Answers an operation of the contract with its sample response, or with the parameter at fault.</summary>
internal sealed class SampleOperation<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> contract) : SoapOperation<MessageReading<TRequest>, TResponse>
    where TRequest : class
    where TResponse : class
{
    public override string Name => contract.Name;

    public override XmlQualifiedName RequestElement => contract.RequestElement;

    protected override MessageReading<TRequest> Read(XmlReader body) => contract.Request.Read(body);

    protected override ValueTask<TResponse> ExecuteAsync(MessageReading<TRequest> input, SoapContext context, CancellationToken cancellationToken)
    {
        Assert.IsTrue(input.IsValid, string.Join("; ", input.Errors.Select(error => error.Description)));
        return new(AnyCodec.Read(contract.Response, Samples.Response(contract.Name)).Message);
    }

    protected override void Write(XmlWriter writer, TResponse output) => contract.Response.Write(writer, output);
}
