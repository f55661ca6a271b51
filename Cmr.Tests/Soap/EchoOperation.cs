using System.Xml;
using Cmr.Soap.Dispatch;

namespace Cmr.Tests.Soap;

/// <summary>Answers <c>Echo</c> with <c>Echoed</c>; what it does in between is the test's to say.</summary>
internal sealed class EchoOperation(Func<EchoInput, SoapContext, CancellationToken, ValueTask<string>> execute) : SoapOperation<EchoInput, string>
{
    public const string Namespace = "urn:test";

    public override string Name => "Echo";

    public override string Description => "Says it <again>";

    public override XmlQualifiedName RequestElement { get; } = new("Echo", Namespace);

    public string? FailureAnswer { get; init; }

    public int Executions { get; private set; }

    protected override EchoInput Read(XmlReader body) => new(body.ReadElementContentAsString());

    protected override ValueTask<string> ExecuteAsync(EchoInput input, SoapContext context, CancellationToken cancellationToken)
    {
        Executions++;
        return execute(input, context, cancellationToken);
    }

    protected override string? AnswerFailure(EchoInput input, string incidentId) => FailureAnswer is null ? null : $"{FailureAnswer} {incidentId}";

    protected override void Write(XmlWriter writer, string output) => writer.WriteElementString("Echoed", Namespace, output);
}
