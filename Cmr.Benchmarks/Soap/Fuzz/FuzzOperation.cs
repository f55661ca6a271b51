using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Reading;
using Cmr.Soap.Dispatch;

namespace Cmr.Benchmarks.Soap.Fuzz;

/// <summary>Reads requests of one operation of the contract. What it found valid it can write back, wrapped as it was read.</summary>
internal sealed class FuzzOperation<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> contract) : SoapOperation<MessageReading<TRequest>, MessageReading<TRequest>>
    where TRequest : class
    where TResponse : class
{
    public override string Name => contract.Name;

    public override XmlQualifiedName RequestElement => contract.RequestElement;

    protected override MessageReading<TRequest> Read(XmlReader body) => contract.Request.Read(body);

    protected override ValueTask<MessageReading<TRequest>> ExecuteAsync(MessageReading<TRequest> input, SoapContext context, CancellationToken cancellationToken) => new(input);

    protected override void Write(XmlWriter writer, MessageReading<TRequest> output)
    {
        if (output.IsValid) contract.Request.Write(writer, output.Message);
    }
}
