using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;
using Cmr.Soap.Hosting;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapObserverTests
{
    [TestMethod]
    public async Task An_answered_request_is_told_with_the_note_of_its_operation()
    {
        RecordingObserver observer = new();
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().ObservedBy(observer).Doing(NoteAsync).Build());
        await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a")));
        SoapExchange exchange = await observer.NextAsync();
        Assert.AreEqual("noted", exchange.Context?.Note);
        Assert.IsNull(exchange.Fault);
        Assert.IsNull(exchange.Refusal);
        Assert.AreEqual("EchoService", exchange.Service.Name);
    }

    [TestMethod]
    public async Task Faults_refusals_and_failures_are_told_and_looking_at_the_page_is_not()
    {
        RecordingObserver observer = new();
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().ObservedBy(observer).Failing(new InvalidOperationException("x")).Build());
        using (await server.Client.GetAsync((Uri?)null))
        using (await server.PostAsync("<not-xml"))
        {
            SoapExchange malformed = await observer.NextAsync();
            Assert.AreEqual(SoapFaultCode.Client, malformed.Fault?.Code);
            Assert.IsNull(malformed.Context);
        }
        using (await server.PostAsync("{}", "application/json"))
            Assert.IsNotNull((await observer.NextAsync()).Refusal);
        using (await server.PostAsync(SoapServer.Envelope(SoapServer.EchoBody("a"))))
            Assert.AreEqual(SoapFaultCode.Server, (await observer.NextAsync()).Fault?.Code);
        Assert.AreEqual(0, observer.Waiting);
    }

    private static ValueTask<string> NoteAsync(EchoInput input, SoapContext context, CancellationToken cancellationToken)
    {
        context.Note = "noted";
        return new(input.Text);
    }
}
