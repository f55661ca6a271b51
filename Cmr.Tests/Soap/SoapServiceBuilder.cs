using System.Text;
using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Hosting;
using Cmr.Soap.Security;

namespace Cmr.Tests.Soap;

/// <summary>Builds the echo service with what a test needs.</summary>
internal sealed class SoapServiceBuilder
{
    private Func<EchoInput, SoapContext, CancellationToken, ValueTask<string>> _execute = (input, _, _) => new(input.Text);
    private string? _failureAnswer;
    private ISoapAuthenticator? _authenticator;
    private ISoapObserver? _observer;

    public static XmlQualifiedName Ticket { get; } = new("Ticket", EchoOperation.Namespace);

    public EchoOperation? Operation { get; private set; }

    public SoapServiceBuilder Doing(Func<EchoInput, SoapContext, CancellationToken, ValueTask<string>> execute)
    {
        _execute = execute;
        return this;
    }

    public SoapServiceBuilder Failing(Exception exception, string? answer = null)
    {
        _execute = (_, _, _) => throw exception;
        _failureAnswer = answer;
        return this;
    }

    public SoapServiceBuilder AuthenticatedBy(ISoapAuthenticator authenticator)
    {
        _authenticator = authenticator;
        return this;
    }

    public SoapServiceBuilder ObservedBy(ISoapObserver observer)
    {
        _observer = observer;
        return this;
    }

    public SoapService Build()
    {
        Operation = new EchoOperation(_execute) { FailureAnswer = _failureAnswer };
        return new SoapService([Operation])
        {
            Name = "EchoService",
            Description = "Echoes & more",
            KnownHeaders = [Ticket],
            Authenticator = _authenticator,
            Observer = _observer,
            WsdlName = "echo.wsdl",
            Documents = new Dictionary<string, ReadOnlyMemory<byte>>
            {
                ["echo.wsdl"] = Encoding.UTF8.GetBytes("""<d xmlns:soap="x" xmlns:xs="y"><xs:include schemaLocation="echo.xsd"/><soap:address location="http://old/"/></d>"""),
                ["echo.xsd"] = "<xs:schema/>"u8.ToArray(),
            },
        };
    }
}
