using System.Xml;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;

namespace Cmr.Service.Operations;

/// <summary>A management operation as the SOAP layer calls it.</summary>
internal sealed class SoapManagementOperation<TRequest, TResponse>(ManagementOperation<TRequest, TResponse> operation, OperationPipeline pipeline)
    : SoapOperation<MessageReading<TRequest>, TResponse>
    where TRequest : class
    where TResponse : class
{
    public override string Name => operation.Contract.Name;

    public override string Description => operation.Contract.Description;

    public override XmlQualifiedName RequestElement => operation.Contract.RequestElement;

    protected override MessageReading<TRequest> Read(XmlReader body) => operation.Contract.Request.Read(body);

    protected override ValueTask<TResponse> ExecuteAsync(MessageReading<TRequest> input, SoapContext context, CancellationToken cancellationToken) =>
        pipeline.RunAsync(operation, input, context, cancellationToken);

    protected override TResponse AnswerFailure(MessageReading<TRequest> input, string incidentId) =>
        operation.Refuse(operation.Outline(input.Message).TransactionId, new(StatusCode.GeneralError, $"General error, incident {incidentId}"));

    protected override void Write(XmlWriter writer, TResponse output) => operation.Contract.Response.Write(writer, output);
}
