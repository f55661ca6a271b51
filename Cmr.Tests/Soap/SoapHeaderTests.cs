using Cmr.Soap.Dispatch;
using Cmr.Soap.Security;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapHeaderTests
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

    [TestMethod]
    public async Task A_known_header_block_is_shown_to_the_operation()
    {
        await using SoapServer server = await SoapServer.StartAsync(Telling(context => context.Header(SoapServiceBuilder.Ticket)));
        Assert.AreEqual("t1", await CallAsync(server, "<t:Ticket xmlns:t=\"urn:test\" s:mustUnderstand=\"1\"> t1 </t:Ticket>"));
        Assert.AreEqual("nothing", await CallAsync(server, ""));
    }

    [TestMethod]
    public async Task A_known_header_block_that_occurs_twice_gets_a_Client_fault()
    {
        await using SoapServer server = await SoapServer.StartAsync(Telling(context => context.Header(SoapServiceBuilder.Ticket)));
        const string ticket = "<t:Ticket xmlns:t=\"urn:test\">t1</t:Ticket>";
        Assert.AreEqual("s:Client", (await server.FaultAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), ticket + ticket))).Code);
    }

    [TestMethod]
    [DataRow("s:mustUnderstand=\"1\"")]
    [DataRow("s:mustUnderstand=\"true\"")]
    [DataRow("s:mustUnderstand=\"1\" s:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"")]
    public async Task An_unknown_header_block_that_must_be_understood_gets_a_MustUnderstand_fault(string attributes)
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        (string code, string reason) = await server.FaultAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), $"<h:Unknown xmlns:h=\"urn:h\" {attributes}/>"));
        Assert.AreEqual("s:MustUnderstand", code);
        StringAssert.Contains(reason, "{urn:h}Unknown");
        Assert.AreEqual(0, echo.Operation!.Executions); // Build made it
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("s:mustUnderstand=\"0\"")]
    [DataRow("s:mustUnderstand=\"1\" s:actor=\"urn:somebody:else\"")]
    public async Task An_unknown_header_block_that_need_not_be_understood_by_us_is_skipped(string attributes)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("a", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), $"<h:Unknown xmlns:h=\"urn:h\" {attributes}><h:deep>x</h:deep></h:Unknown>")));
    }

    [TestMethod]
    public async Task A_UsernameToken_with_a_text_password_is_read_and_compared()
    {
        await using SoapServer server = await SoapServer.StartAsync(Telling(context => $"{context.UsernameToken?.Username} {context.UsernameToken?.Matches("s3cret")} {context.UsernameToken?.Matches("other")}"));
        Assert.AreEqual("ann True False", await CallAsync(server, Token($"<w:Username>ann</w:Username><w:Password Type=\"{Profile}#PasswordText\">s3cret</w:Password>")));
        Assert.AreEqual("ann True False", await CallAsync(server, Token("<w:Username>ann</w:Username><w:Password>s3cret</w:Password>")));
        Assert.AreEqual("ann False False", await CallAsync(server, Token("<w:Username>ann</w:Username>")));
    }

    [TestMethod]
    public async Task A_UsernameToken_with_a_digest_is_read_and_compared()
    {
        byte[] nonce = [1, 2, 3, 4];
        const string created = "2026-11-21T09:00:00Z";
        string digest = UsernameToken.Digest(nonce, created, "s3cret");
        await using SoapServer server = await SoapServer.StartAsync(Telling(context =>
            $"{context.UsernameToken?.PasswordType} {context.UsernameToken?.Matches("s3cret")} {context.UsernameToken?.Matches("other")} {context.UsernameToken?.Created:O}"));
        Assert.AreEqual("Digest True False 2026-11-21T09:00:00.0000000+00:00", await CallAsync(server, Token(
            $"<w:Username>ann</w:Username><w:Password Type=\"{Profile}#PasswordDigest\">{digest}</w:Password><w:Nonce>{Convert.ToBase64String(nonce)}</w:Nonce><u:Created>{created}</u:Created>")));
    }

    [TestMethod]
    public void The_digest_is_that_of_the_profile()
    {
        // Base64(SHA-1(nonce + created + password)); the value was computed with another implementation
        Assert.AreEqual("ZMIELI6jeTAVQ2bBRtst2MGL5ow=", UsernameToken.Digest("0123456789abcdef"u8, "2026-11-21T09:00:00Z", "s3cret"));
    }

    [TestMethod]
    [DataRow("<w:Password>x</w:Password>")]
    [DataRow("<w:Username>a</w:Username><w:Nonce>?</w:Nonce>")]
    [DataRow("<w:Username>a</w:Username><w:Password Type=\"urn:other\">x</w:Password>")]
    [DataRow("<w:Username>a</w:Username><u:Created>yesterday</u:Created>")]
    [DataRow("<w:Username>a</w:Username><w:Username>b</w:Username>")]
    [DataRow("<w:Username>a</w:Username><w:Password>x</w:Password><w:Password>y</w:Password>")]
    [DataRow("<w:Username>a</w:Username><w:Nonce>AAAA</w:Nonce><w:Nonce>AAAB</w:Nonce>")]
    [DataRow("<w:Username><b/></w:Username>")]
    [DataRow("<w:Username> </w:Username>")]
    public async Task A_malformed_UsernameToken_gets_a_Client_fault(string content)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("s:Client", (await server.FaultAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), Token(content)))).Code);
    }

    [TestMethod]
    public async Task What_the_authenticator_says_reaches_the_operation()
    {
        SoapService service = SoapServer.Echo().AuthenticatedBy(new NameIsEnough()).Doing((_, context, _) => new(context.Identity as string ?? "nobody")).Build();
        await using SoapServer server = await SoapServer.StartAsync(service);
        Assert.AreEqual("known as ann", await CallAsync(server, Token("<w:Username>ann</w:Username>")));
        Assert.AreEqual("nobody", await CallAsync(server, ""));
    }

    private static SoapService Telling(Func<SoapContext, string?> tell) => SoapServer.Echo().Doing((_, context, _) => new(tell(context) ?? "nothing")).Build();

    private static Task<string> CallAsync(SoapServer server, string header) => server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), header));

    private static string Token(string content) =>
        $"<w:Security xmlns:w=\"{Security}\" xmlns:u=\"{Utility}\" s:mustUnderstand=\"1\"><u:Timestamp/><w:UsernameToken u:Id=\"x\">{content}</w:UsernameToken></w:Security>";
}
