using System.Net;
using System.Xml;
using System.Xml.Linq;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Soap.Security;

namespace Cmr.Tests.Contracts.Client;

[TestClass]
public sealed class SoapChannelTests
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private static readonly SubscribeCmrResourceRequest Request = new() { SubscriberId = "s", ResourceId = "r" };

    private static string Success => Samples.ResponseEnvelope("SubscribeCmrResource");

    [TestMethod]
    public async Task A_call_posts_a_valid_message_and_returns_the_response()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success);
        SubscribeCmrResourceResponse response = await Client(handler).SubscribeCmrResourceAsync(Request);
        Assert.AreEqual(StatusCode.Success, response.StatusCode);
        StringAssert.StartsWith(response.TransactionId, "230-");
        Assert.AreEqual("\"urn:oma:cmr:1.0/SubscribeCmrResource\"", handler.LastRequest!.Headers.GetValues("SOAPAction").Single()); // the call was made
        Assert.AreEqual("text/xml; charset=utf-8", handler.LastRequest.Content!.Headers.ContentType!.ToString());
        using XmlReader body = XDocument.Parse(handler.LastBody).Descendants(XName.Get("SubscribeCmrResourceRequest", ContractNames.Namespace)).Single().CreateReader();
        CollectionAssert.AreEqual(Array.Empty<string>(), ContractSchemas.Validate(body).ToArray());
    }

    [TestMethod]
    public async Task A_session_key_travels_as_a_header_block()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success);
        await Client(handler, new SoapCredentials.Session("k<1>")).SubscribeCmrResourceAsync(Request);
        Assert.AreEqual("k<1>", XDocument.Parse(handler.LastBody).Descendants(XName.Get("SessionKey", ContractNames.Namespace)).Single().Value);
    }

    [TestMethod]
    public async Task A_digest_can_be_verified_by_its_nonce_and_creation_time()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success);
        await Client(handler, new SoapCredentials.UsernameToken("ann", "s3cret", Digest: true)).SubscribeCmrResourceAsync(Request);
        XElement token = XDocument.Parse(handler.LastBody).Descendants(XName.Get("UsernameToken", Wsse)).Single();
        string Text(string name, string space = Wsse) => token.Element(XName.Get(name, space))!.Value; // the token has all four
        Assert.AreEqual(UsernameToken.Digest(Convert.FromBase64String(Text("Nonce")), Text("Created", Wsu), "s3cret"), Text("Password"));
        Assert.IsFalse(handler.LastBody.Contains("s3cret", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_fault_is_thrown_with_its_code_and_reason()
    {
        using ScriptedHandler handler = new(HttpStatusCode.InternalServerError, Samples.FaultEnvelope());
        SoapFaultException fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request));
        Assert.AreEqual(("Client", HttpStatusCode.InternalServerError), (fault.Code, fault.Status));
        StringAssert.StartsWith(fault.Reason, "Cmr1 has no operation");
    }

    [TestMethod]
    public async Task A_call_in_SOAP_1_2_has_its_envelope_media_type_and_action()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success.Replace(Soap11, Soap12, StringComparison.Ordinal), "application/soap+xml");
        SubscribeCmrResourceResponse response = await Client(handler, new SoapCredentials.Session("k"), SoapProtocol.Soap12).SubscribeCmrResourceAsync(Request);
        Assert.AreEqual(StatusCode.Success, response.StatusCode);
        Assert.AreEqual("application/soap+xml; charset=utf-8; action=\"urn:oma:cmr:1.0/SubscribeCmrResource\"", handler.LastRequest!.Content!.Headers.ContentType!.ToString()); // the call was made
        Assert.IsFalse(handler.LastRequest.Headers.Contains("SOAPAction"));
        Assert.AreEqual(XName.Get("Envelope", Soap12), XDocument.Parse(handler.LastBody).Root!.Name); // a parsed document has a root
    }

    [TestMethod]
    public async Task A_fault_of_SOAP_1_2_is_thrown_with_code_subcode_reason_and_detail()
    {
        const string Fault = $"""
            <s:Envelope xmlns:s="{Soap12}"><s:Header/><s:Body><s:Fault>
            <s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:c="urn:c">c:Unknown</s:Value></s:Subcode></s:Code>
            <s:Reason><s:Text xml:lang="en">No such operation</s:Text><s:Text xml:lang="de">Nein</s:Text></s:Reason>
            <s:Node>urn:n</s:Node><s:Detail><i xmlns="urn:i">7</i></s:Detail>
            </s:Fault></s:Body></s:Envelope>
            """;
        using ScriptedHandler handler = new(HttpStatusCode.BadRequest, Fault, "application/soap+xml");
        SoapFaultException fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(async () => await Client(handler, protocol: SoapProtocol.Soap12).SubscribeCmrResourceAsync(Request));
        Assert.AreEqual((SoapFaultKind.Sender, "Sender", "Unknown", "No such operation", HttpStatusCode.BadRequest), (fault.Kind, fault.Code, fault.Subcode, fault.Reason, fault.Status));
        Assert.AreEqual("<i xmlns=\"urn:i\">7</i>", fault.Detail);
    }

    [TestMethod]
    [DataRow("<s:Fault/>", SoapFaultKind.Other)]
    [DataRow("<s:Fault><faultcode>s:Server</faultcode><faultstring/><detail/></s:Fault>", SoapFaultKind.Receiver)]
    [DataRow("<s:Fault><faultcode>s:MustUnderstand</faultcode></s:Fault>", SoapFaultKind.MustUnderstand)]
    [DataRow("<s:Fault><faultcode> s:VersionMismatch </faultcode></s:Fault>", SoapFaultKind.VersionMismatch)]
    public async Task A_fault_of_SOAP_1_1_has_a_kind_even_in_answer_to_a_call_in_SOAP_1_2(string fault, SoapFaultKind kind)
    {
        using ScriptedHandler handler = new(HttpStatusCode.InternalServerError, $"<s:Envelope xmlns:s=\"{Soap11}\"><s:Body>{fault}</s:Body></s:Envelope>");
        Assert.AreEqual(kind, (await Assert.ThrowsExactlyAsync<SoapFaultException>(async () => await Client(handler, protocol: SoapProtocol.Soap12).SubscribeCmrResourceAsync(Request))).Kind);
    }

    [TestMethod]
    public async Task A_gzipped_answer_is_asked_for_unpacked_and_bounded()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success) { Gzip = true };
        Assert.AreEqual(StatusCode.Success, (await Client(handler).SubscribeCmrResourceAsync(Request)).StatusCode);
        Assert.AreEqual("gzip", handler.LastRequest!.Headers.AcceptEncoding.ToString()); // the call was made
        using ScriptedHandler bomb = new(HttpStatusCode.OK, Success.Replace("</s", new string(' ', 1_000_000) + "</s", StringComparison.Ordinal)) { Gzip = true };
        Cmr1Client bounded = new(new SoapChannel(new HttpClient(bomb), new Uri("http://a.example/cmr1")) { MaxResponseBytes = 100_000 });
        await Assert.ThrowsExactlyAsync<HttpRequestException>(async () => await bounded.SubscribeCmrResourceAsync(Request));
    }

    [TestMethod]
    [DataRow("<a/>")]
    [DataRow("")]
    public async Task A_failure_whose_body_is_XML_but_no_fault_is_thrown_with_its_status(string content)
    {
        using ScriptedHandler handler = new(HttpStatusCode.BadGateway, content);
        Assert.AreEqual(HttpStatusCode.BadGateway, (await Assert.ThrowsExactlyAsync<HttpRequestException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request))).StatusCode);
    }

    [TestMethod]
    [DataRow("<a/>", "text/xml")]
    [DataRow("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>", "text/xml")]
    [DataRow("<!DOCTYPE a><a/>", "text/xml")]
    [DataRow("hello", "text/html")]
    [DataRow("", "text/xml")]
    public async Task An_answer_that_is_no_response_is_thrown_as_such(string content, string mediaType)
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, content, mediaType);
        await Assert.ThrowsExactlyAsync<SoapResponseException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request));
    }

    [TestMethod]
    public async Task An_answer_with_a_parameter_at_fault_is_thrown_and_names_it()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success.Replace("<cmr:StatusCode>0</cmr:StatusCode>", "", StringComparison.Ordinal));
        SoapResponseException e = await Assert.ThrowsExactlyAsync<SoapResponseException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request));
        StringAssert.Contains(e.Message, "StatusCode is missing");
    }

    [TestMethod]
    [DataRow(HttpStatusCode.ServiceUnavailable)]
    [DataRow(HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_refusal_of_HTTP_itself_is_thrown_with_its_status(HttpStatusCode status)
    {
        using ScriptedHandler handler = new(status, "no", "text/plain");
        HttpRequestException e = await Assert.ThrowsExactlyAsync<HttpRequestException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request));
        Assert.AreEqual(status, e.StatusCode);
    }

    [TestMethod]
    public async Task An_answer_that_is_too_large_is_not_taken()
    {
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success);
        Cmr1Client client = new(new SoapChannel(new HttpClient(handler), new Uri("http://a.example/cmr1")) { MaxResponseBytes = 100 });
        await Assert.ThrowsExactlyAsync<HttpRequestException>(async () => await client.SubscribeCmrResourceAsync(Request));
    }

    [TestMethod]
    public async Task An_answer_that_does_not_come_ends_in_a_timeout_and_a_cancellation_in_a_cancellation()
    {
        TaskCompletionSource never = new();
        using ScriptedHandler handler = new(HttpStatusCode.OK, Success) { Gate = never.Task };
        Cmr1Client client = new(new SoapChannel(new HttpClient(handler), new Uri("http://a.example/cmr1")) { Timeout = TimeSpan.FromMilliseconds(50) });
        await Assert.ThrowsExactlyAsync<TimeoutException>(async () => await client.SubscribeCmrResourceAsync(Request));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await Client(handler).SubscribeCmrResourceAsync(Request, new CancellationToken(canceled: true)));
    }

    private static Cmr1Client Client(ScriptedHandler handler, SoapCredentials? credentials = null, SoapProtocol protocol = SoapProtocol.Soap11) =>
        new(new SoapChannel(new HttpClient(handler), new Uri("http://a.example/cmr1")) { Credentials = credentials, Protocol = protocol });
}
