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

    private static Cmr1Client Client(ScriptedHandler handler, SoapCredentials? credentials = null) =>
        new(new SoapChannel(new HttpClient(handler), new Uri("http://a.example/cmr1")) { Credentials = credentials });
}
