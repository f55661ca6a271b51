using System.Globalization;
using System.Net;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SecurityHeaderTests
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Token = "<w:UsernameToken><w:Username>ann</w:Username><w:Password>x</w:Password></w:UsernameToken>";

    [TestMethod]
    [DataRow("<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")]
    [DataRow("<x:EncryptedKey xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"/>")]
    [DataRow("<x:EncryptedData xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"/>")]
    [DataRow("<w:BinarySecurityToken>AAAA</w:BinarySecurityToken>")]
    [DataRow("<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>")]
    [DataRow("<junk/>")]
    [DataRow(Token + "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")]
    public async Task What_cannot_be_verified_is_refused_when_it_must_be_understood_and_worth_nothing_otherwise(string content)
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        (string code, string reason) = await server.FaultAsync(Call(content, "s:mustUnderstand=\"1\""));
        Assert.AreEqual("s:Client", code);
        StringAssert.Contains(reason, "cannot be verified");
        Assert.AreEqual(0, echo.Operation!.Executions); // Build made it
        Assert.AreEqual("a", await server.EchoAsync(Call(content, "")));
        Assert.AreEqual("a", await server.EchoAsync(Call(content, "s:mustUnderstand=\"1\" s:actor=\"urn:somebody:else\"")));
    }

    [TestMethod]
    [DataRow(-3600, -1800, "expired")]
    [DataRow(3600, 7200, "future")]
    [DataRow(30, -30, "before it was created")]
    public async Task A_timestamp_that_does_not_hold_now_is_refused(int created, int expires, string reason)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        (string code, string text) = await server.FaultAsync(Call(Timestamp(created, expires), ""));
        Assert.AreEqual("s:Client", code);
        StringAssert.Contains(text, reason);
    }

    [TestMethod]
    [DataRow("<u:Timestamp/>")]
    [DataRow("<u:Timestamp><u:Expires>9999-12-31T23:59:59.9999999Z</u:Expires></u:Timestamp>")]
    [DataRow("<u:Timestamp><u:Created>0001-01-01T00:00:00Z</u:Created></u:Timestamp>")]
    public async Task A_timestamp_that_holds_now_is_well(string timestamp)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("a", await server.EchoAsync(Call(timestamp + Token, "s:mustUnderstand=\"1\"")));
        Assert.AreEqual("a", await server.EchoAsync(Call(Timestamp(-10, 290) + Token, "s:mustUnderstand=\"1\"")));
    }

    [TestMethod]
    [DataRow("<u:Timestamp><u:Created>soon</u:Created></u:Timestamp>")]
    [DataRow("<u:Timestamp><u:Expires/></u:Timestamp>")]
    [DataRow("<u:Timestamp/><u:Timestamp/>")]
    [DataRow("<u:Timestamp><u:Created>2026-01-01T00:00:00Z</u:Created><u:Created>2026-01-01T00:00:00Z</u:Created></u:Timestamp>")]
    [DataRow(Token + Token)]
    public async Task A_malformed_Security_header_gets_a_Client_fault(string content)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("s:Client", (await server.FaultAsync(Call(content, ""))).Code);
    }

    [TestMethod]
    public async Task Two_Security_headers_for_us_are_refused_and_one_for_somebody_else_is_not_ours()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Doing((_, context, _) => new(context.UsernameToken?.Username ?? "nobody")).Build());
        string ours = Header(Token, ""), other = Header(Token.Replace("ann", "bob", StringComparison.Ordinal), "s:actor=\"urn:somebody:else\"");
        Assert.AreEqual("s:Client", (await server.FaultAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), ours + ours))).Code);
        Assert.AreEqual("ann", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), other + ours)));
        using HttpResponseMessage onlyOther = await server.PostAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), other));
        Assert.AreEqual(HttpStatusCode.OK, onlyOther.StatusCode);
        StringAssert.Contains(await onlyOther.Content.ReadAsStringAsync(), "nobody");
    }

    private static string Timestamp(int created, int expires) =>
        $"<u:Timestamp><u:Created>{Instant(created)}</u:Created><u:Expires>{Instant(expires)}</u:Expires></u:Timestamp>";

    private static string Instant(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Call(string content, string attributes) => SoapServer.Envelope(SoapServer.EchoBody("a"), Header(content, attributes));

    private static string Header(string content, string attributes) => $"<w:Security xmlns:w=\"{Security}\" xmlns:u=\"{Utility}\" {attributes}>{content}</w:Security>";
}
