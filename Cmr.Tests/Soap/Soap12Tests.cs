using System.Net;
using System.Xml.Linq;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class Soap12Tests
{
    private const string Roles = "http://www.w3.org/2003/05/soap-envelope/role/";
    private static readonly XNamespace S = SoapServer.Soap12;

    [TestMethod]
    [DataRow("application/soap+xml")]
    [DataRow("application/soap+xml; charset=utf-8")]
    [DataRow("application/soap+xml; charset=\"UTF-8\"; action=\"urn:test/Echo\"")]
    [DataRow("Application/SOAP+XML;action=\"urn:other\";charset=utf-8")]
    public async Task A_request_in_SOAP_1_2_is_answered_in_SOAP_1_2(string contentType)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.PostAsync(SoapServer.Envelope12(SoapServer.EchoBody("Grüße")), contentType);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual(SoapServer.Soap12Type, response.Content.Headers.ContentType?.ToString());
        XElement envelope = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!; // a parsed document has a root
        Assert.AreEqual(S + "Envelope", envelope.Name);
        Assert.AreEqual("Grüße", envelope.Element(S + "Body")?.Element(XName.Get("Echoed", EchoOperation.Namespace))?.Value);
    }

    [TestMethod]
    public async Task Both_versions_are_served_in_turn_on_one_connection()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual("a", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"))));
            using HttpResponseMessage response = await server.PostAsync(SoapServer.Envelope12(SoapServer.EchoBody("b")), SoapServer.Soap12Type);
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [TestMethod]
    public async Task An_unknown_operation_is_the_senders_fault()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        (HttpStatusCode status, XDocument envelope) = await server.Fault12Async(SoapServer.Envelope12("<e:Other xmlns:e=\"urn:test\"/>"));
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        XElement fault = envelope.Descendants(S + "Fault").Single();
        Assert.AreEqual("s:Sender", fault.Element(S + "Code")?.Element(S + "Value")?.Value);
        XElement text = fault.Element(S + "Reason")!.Element(S + "Text")!; // SOAP 1.2 part 1 §5.4: mandatory
        Assert.AreEqual("en", text.Attribute(XNamespace.Xml + "lang")?.Value);
        StringAssert.Contains(text.Value, "Other");
    }

    [TestMethod]
    public async Task An_exception_is_the_receivers_fault_with_the_incident_as_detail()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Failing(new InvalidOperationException("secret detail")).Build());
        (HttpStatusCode status, XDocument envelope) = await server.Fault12Async(SoapServer.Envelope12(SoapServer.EchoBody("a")));
        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        Assert.AreEqual("s:Receiver", envelope.Descendants(S + "Value").Single().Value);
        string incident = envelope.Descendants(S + "Detail").Elements(XName.Get("IncidentId", EchoOperation.Namespace)).Single().Value;
        StringAssert.EndsWith(envelope.Descendants(S + "Text").Single().Value, incident);
        Assert.IsFalse(envelope.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Header_blocks_that_are_not_understood_are_named_one_by_one()
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        const string header = "<h:One xmlns:h=\"urn:h\" s:mustUnderstand=\"true\"/><h:Skipped xmlns:h=\"urn:h\"/><Two s:mustUnderstand=\"1\"/>";
        (HttpStatusCode status, XDocument envelope) = await server.Fault12Async(SoapServer.Envelope12(SoapServer.EchoBody("a"), header));
        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        Assert.AreEqual("s:MustUnderstand", envelope.Descendants(S + "Value").Single().Value);
        XElement[] blocks = [.. envelope.Root!.Element(S + "Header")!.Elements(S + "NotUnderstood")]; // SOAP 1.2 part 1 §5.4.8
        CollectionAssert.AreEqual(new[] { "q:One", "Two" }, blocks.Select(block => block.Attribute("qname")?.Value).ToArray());
        Assert.AreEqual("urn:h", blocks[0].GetNamespaceOfPrefix("q")?.NamespaceName);
        Assert.AreEqual(0, echo.Operation!.Executions); // Build made it
    }

    [TestMethod]
    [DataRow(Roles + "next", false)]
    [DataRow(Roles + "ultimateReceiver", false)]
    [DataRow("", false)]
    [DataRow(Roles + "none", true)]
    [DataRow("urn:somebody:else", true)]
    [DataRow("http://schemas.xmlsoap.org/soap/actor/next", true)]
    public async Task A_block_for_a_role_that_is_not_ours_is_skipped(string role, bool isSkipped)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.PostAsync(
            SoapServer.Envelope12(SoapServer.EchoBody("a"), $"<h:One xmlns:h=\"urn:h\" s:mustUnderstand=\"1\" s:role=\"{role}\"/>"), SoapServer.Soap12Type);
        Assert.AreEqual(isSkipped ? HttpStatusCode.OK : HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [TestMethod]
    public async Task The_actor_of_SOAP_1_1_means_nothing_in_SOAP_1_2()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        (HttpStatusCode status, _) = await server.Fault12Async(SoapServer.Envelope12(SoapServer.EchoBody("a"), "<h:One xmlns:h=\"urn:h\" s:mustUnderstand=\"1\" s:actor=\"urn:somebody:else\"/>"));
        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
    }

    [TestMethod]
    public async Task SOAP_1_1_in_the_clothes_of_1_2_gets_a_VersionMismatch_that_names_what_is_served()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        (HttpStatusCode status, XDocument envelope) = await server.Fault12Async(SoapServer.Envelope(SoapServer.EchoBody("a")));
        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        Assert.AreEqual("s:VersionMismatch", envelope.Descendants(S + "Value").Single().Value);
        XElement[] supported = [.. envelope.Root!.Element(S + "Header")!.Element(S + "Upgrade")!.Elements(S + "SupportedEnvelope")]; // SOAP 1.2 part 1 §5.4.7
        CollectionAssert.AreEqual(
            new[] { SoapServer.Soap12, SoapServer.Soap11 },
            supported.Select(one => one.GetNamespaceOfPrefix(one.Attribute("qname")!.Value.Split(':')[0])!.NamespaceName).ToArray());
    }

    [TestMethod]
    [DataRow(SoapServer.Soap12)]
    [DataRow("http://www.w3.org/2001/06/soap-envelope")]
    [DataRow("")]
    public async Task Another_envelope_in_the_clothes_of_1_1_gets_a_VersionMismatch(string envelopeNamespace)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string envelope = $"<Envelope xmlns=\"{envelopeNamespace}\"><Body>{SoapServer.EchoBody("a")}</Body></Envelope>";
        Assert.AreEqual("s:VersionMismatch", (await server.FaultAsync(envelope)).Code);
    }

    [TestMethod]
    public async Task A_security_fault_has_the_subcode_of_WS_Security()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        const string security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        (HttpStatusCode status, XDocument envelope) = await server.Fault12Async(SoapServer.Envelope12(
            SoapServer.EchoBody("a"), $"<w:Security xmlns:w=\"{security}\" s:mustUnderstand=\"1\"><w:BinarySecurityToken>AAAA</w:BinarySecurityToken></w:Security>"));
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        XElement value = envelope.Descendants(S + "Subcode").Single().Element(S + "Value")!; // SOAP 1.2 part 1 §5.4.3
        Assert.AreEqual("c:UnsupportedSecurityToken", value.Value);
        Assert.AreEqual(security, value.GetNamespaceOfPrefix("c")?.NamespaceName);
    }
}
