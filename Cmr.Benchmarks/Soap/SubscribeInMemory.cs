using System.Xml;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;

namespace Cmr.Benchmarks.Soap;

/// <summary>SubscribeCmrResource that does nothing, so that only the SOAP layer is measured.</summary>
internal sealed class SubscribeInMemory : SoapOperation<MessageReading<SubscribeCmrResourceRequest>, SubscribeCmrResourceResponse>
{
    public override string Name => ContractOperations.SubscribeCmrResource.Name;

    public override XmlQualifiedName RequestElement => ContractOperations.SubscribeCmrResource.RequestElement;

    protected override MessageReading<SubscribeCmrResourceRequest> Read(XmlReader body) => ContractOperations.SubscribeCmrResource.Request.Read(body);

    protected override ValueTask<SubscribeCmrResourceResponse> ExecuteAsync(MessageReading<SubscribeCmrResourceRequest> input, SoapContext context, CancellationToken cancellationToken) =>
        new(new SubscribeCmrResourceResponse
        {
            TransactionId = input.Message.TransactionId,
            StatusCode = input.IsValid && context.Identity is not null ? StatusCode.Success : StatusCode.ParameterInvalid,
        });

    protected override void Write(XmlWriter writer, SubscribeCmrResourceResponse output) => ContractOperations.SubscribeCmrResource.Response.Write(writer, output);
}
