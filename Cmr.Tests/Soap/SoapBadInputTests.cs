using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapBadInputTests
{
    private static readonly string Good = SoapServer.Envelope(SoapServer.EchoBody("a"));

    /// <summary>By name, so that a test is called by what is wrong and not by all of it.</summary>
    private static readonly Dictionary<string, string> Hostile = new()
    {
        ["nothing"] = "",
        ["one octet"] = "<",
        ["white space"] = "    \n",
        ["plain text"] = "hello there",
        ["no envelope"] = "<a/>",
        ["DTD"] = "<!DOCTYPE a>" + Good,
        ["external DTD"] = "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">" + Good,
        ["entity bomb"] = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>" + SoapServer.Envelope(SoapServer.EchoBody("&c;")),
        ["undefined entity"] = SoapServer.Envelope(SoapServer.EchoBody("&c;")),
        ["processing instruction"] = SoapServer.Envelope("<?php echo 1 ?>" + SoapServer.EchoBody("a")),
        ["forbidden character reference"] = SoapServer.Envelope(SoapServer.EchoBody("&#x1;")),
        ["forbidden decimal character reference"] = SoapServer.Envelope(SoapServer.EchoBody("&#0;")),
        ["padded character reference"] = SoapServer.Envelope(SoapServer.EchoBody("&#x0000000000001;")),
        ["character reference in an attribute"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" a=\"&#2;\"/>"),
        ["half a surrogate pair"] = SoapServer.Envelope(SoapServer.EchoBody("&#xD800;")),
        ["control character"] = SoapServer.Envelope(SoapServer.EchoBody("\u0001")),
        ["depth"] = SoapServer.Envelope(string.Concat(Enumerable.Repeat("<e:Echo xmlns:e=\"urn:test\">", 100)) + string.Concat(Enumerable.Repeat("</e:Echo>", 100))),
        ["depth in a header"] = SoapServer.Envelope(SoapServer.EchoBody("a"), string.Concat(Enumerable.Repeat("<h:a xmlns:h=\"urn:h\">", 100)) + string.Concat(Enumerable.Repeat("</h:a>", 100))),
        ["attribute flood"] = SoapServer.Envelope($"<e:Echo xmlns:e=\"urn:test\" {string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"a{i}=\"\""))}/>"),
        ["namespace flood"] = SoapServer.Envelope($"<e:Echo xmlns:e=\"urn:test\" {string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"xmlns:a{i}=\"u{i}\""))}/>"),
        ["long name"] = SoapServer.Envelope($"<e:{new string('x', 100_000)} xmlns:e=\"urn:test\"/>"),
        ["name flood in a header"] = SoapServer.Envelope(SoapServer.EchoBody("a"), string.Concat(Enumerable.Range(0, 9000).Select(i => $"<h:header{i} xmlns:h=\"urn:h\" h:q{i}=\"1\"/>"))),
        ["long text"] = SoapServer.Envelope(SoapServer.EchoBody(new string('x', 70_000))),
        ["duplicate attribute"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" a=\"1\" a=\"2\"/>"),
        ["undeclared prefix"] = SoapServer.Envelope("<z:Echo/>"),
        ["crossed tags"] = Good.Replace("</s:Body></s:Envelope>", "</s:Envelope></s:Body>", StringComparison.Ordinal),
        ["second root"] = Good + "<a/>",
        ["text behind the end"] = Good + "hello",
        ["no body"] = $"<s:Envelope xmlns:s=\"{SoapServer.Soap11}\"/>",
        ["only a header"] = $"<s:Envelope xmlns:s=\"{SoapServer.Soap11}\"><s:Header/></s:Envelope>",
        ["empty body"] = SoapServer.Envelope(""),
        ["text in the body"] = SoapServer.Envelope("hello"),
        ["two body elements"] = SoapServer.Envelope(SoapServer.EchoBody("a") + SoapServer.EchoBody("b")),
        ["something behind the body"] = Good.Replace("</s:Envelope>", "<x/></s:Envelope>", StringComparison.Ordinal),
        ["unknown operation"] = SoapServer.Envelope("<e:Other xmlns:e=\"urn:test\"/>"),
        ["operation of another namespace"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:other\"/>"),
        ["XML 1.1"] = "<?xml version=\"1.1\"?>" + Good,
        ["unsupported encoding"] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + Good,
        ["encoding that does not agree"] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Good,
        ["XInclude"] = SoapServer.Envelope("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>"),
        ["XInclude in a message"] = SoapServer.Envelope(SoapServer.EchoBody("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>")),
        ["parameter entity"] = "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>" + Good,
        ["external entity"] = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SoapServer.Envelope(SoapServer.EchoBody("&x;")),
        ["DTD within the envelope"] = SoapServer.Envelope("<!DOCTYPE a>" + SoapServer.EchoBody("a")),
        ["style sheet instruction"] = "<?xml-stylesheet href=\"http://127.0.0.1:1/\"?>" + Good,
        ["XML declaration twice"] = "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>" + Good,
        ["XML declaration after a space"] = " <?xml version=\"1.0\"?>" + Good,
        ["unclosed comment"] = SoapServer.Envelope("<!-- " + SoapServer.EchoBody("a")),
        ["two hyphens in a comment"] = SoapServer.Envelope("<!-- a -- b -->" + SoapServer.EchoBody("a")),
        ["unclosed CDATA"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\"><![CDATA[x</e:Echo>"),
        ["the end of CDATA as text"] = SoapServer.Envelope(SoapServer.EchoBody("]]>")),
        ["less-than in an attribute"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" a=\"<\"/>"),
        ["attribute without quotes"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" a=1/>"),
        ["attribute without a value"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" a/>"),
        ["duplicate attribute by namespace"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" xmlns:p=\"urn:p\" xmlns:q=\"urn:p\" p:a=\"1\" q:a=\"2\"/>"),
        ["prefix xml bound to something else"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" xmlns:xml=\"urn:x\"/>"),
        ["prefix xmlns declared"] = SoapServer.Envelope("<e:Echo xmlns:e=\"urn:test\" xmlns:xmlns=\"urn:x\"/>"),
        ["prefix bound to nothing"] = SoapServer.Envelope("<e:Echo xmlns:e=\"\"/>"),
        ["name with two colons"] = SoapServer.Envelope("<e:Echo:x xmlns:e=\"urn:test\"/>"),
        ["name that begins with a digit"] = SoapServer.Envelope("<1Echo/>"),
        ["unfinished reference"] = SoapServer.Envelope(SoapServer.EchoBody("&amp")),
        ["empty reference"] = SoapServer.Envelope(SoapServer.EchoBody("&#;")),
        ["overflow in a reference"] = SoapServer.Envelope(SoapServer.EchoBody("&#x11000000000000000;")),
        ["reference beyond Unicode"] = SoapServer.Envelope(SoapServer.EchoBody("&#x110000;")),
        ["noncharacter"] = SoapServer.Envelope(SoapServer.EchoBody("&#xFFFE;")),
        ["NUL"] = SoapServer.Envelope(SoapServer.EchoBody("\0")),
        ["header behind the body"] = Good.Replace("</s:Envelope>", "<s:Header/></s:Envelope>", StringComparison.Ordinal),
        ["two headers"] = Good.Replace("<s:Body>", "<s:Header/><s:Header/><s:Body>", StringComparison.Ordinal),
        ["two bodies"] = Good.Replace("</s:Envelope>", "<s:Body/></s:Envelope>", StringComparison.Ordinal),
        ["something before the header"] = Good.Replace("<s:Body>", "<x/><s:Header/><s:Body>", StringComparison.Ordinal),
        ["text in the header"] = Good.Replace("<s:Body>", "<s:Header>x</s:Header><s:Body>", StringComparison.Ordinal),
        ["envelope in an envelope"] = SoapServer.Envelope(Good),
        ["a fault as request"] = SoapServer.Envelope("<s:Fault/>"),
        ["mustUnderstand that is no truth value"] = SoapServer.Envelope(SoapServer.EchoBody("a"), "<h:a xmlns:h=\"urn:h\" s:mustUnderstand=\"maybe\"/>"),
        ["element in a header block that is text"] = SoapServer.Envelope(SoapServer.EchoBody("a"), "<t:Ticket xmlns:t=\"urn:test\"><x/></t:Ticket>"),
        ["JSON"] = "{\"a\":1}",
        ["a form"] = "a=1&b=2",
        ["element where text belongs"] = SoapServer.Envelope(SoapServer.EchoBody("<b/>")),
    };

    /// <summary>How many there are.</summary>
    public static int Cases => Hostile.Count;

    private static IEnumerable<object[]> Names => Hostile.Keys.Select(what => new object[] { what });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task What_is_no_request_gets_a_Client_fault_and_changes_nothing(string what)
    {
        string document = Hostile[what];
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        (string code, string reason) = await server.FaultAsync(document);
        Assert.AreEqual("s:Client", code, $"{what}: {reason}");
        Assert.AreEqual(0, echo.Operation!.Executions, what); // Build made it
        Assert.AreEqual(1, server.Logs.Lines.Count(line => line.Id.Id == 1901), what);
        Assert.IsFalse(server.Logs.Lines.Any(line => line.Level >= LogLevel.Error), what);
        Assert.AreEqual("a", await server.EchoAsync(Good), "the next request is served as ever");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task In_SOAP_1_2_it_gets_a_Sender_fault(string what)
    {
        string document = Hostile[what];
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        (HttpStatusCode status, XDocument fault) = await server.Fault12Async(document.Replace(SoapServer.Soap11, SoapServer.Soap12, StringComparison.Ordinal));
        Assert.AreEqual(HttpStatusCode.BadRequest, status, what);
        Assert.AreEqual("s:Sender", fault.Descendants(XName.Get("Value", SoapServer.Soap12)).First().Value, what);
        Assert.AreEqual(0, echo.Operation!.Executions, what); // Build made it
    }

    [TestMethod]
    public async Task A_request_cut_short_anywhere_gets_a_Client_fault_and_changes_nothing()
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        byte[] whole = Encoding.UTF8.GetBytes(SoapServer.Envelope(SoapServer.EchoBody("Grüße"), "<t:Ticket xmlns:t=\"urn:test\">1</t:Ticket>"));
        for (int length = 0; length < whole.Length; length++)
            Assert.AreEqual("s:Client", (await server.FaultAsync(whole[..length])).Code, $"cut at {length}");
        Assert.AreEqual(0, echo.Operation!.Executions); // Build made it
        Assert.IsFalse(server.Logs.Lines.Any(line => line.Level >= LogLevel.Error));
    }

    [TestMethod]
    public async Task Random_damage_never_ends_in_an_incident()
    {
        const int seed = 20261121;
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        byte[] whole = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + SoapServer.Envelope(
            SoapServer.EchoBody("Gr&#252;ße <![CDATA[x]]>"), "<w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\"><w:UsernameToken><w:Username>a</w:Username><w:Nonce>AAAA</w:Nonce></w:UsernameToken></w:Security>"));
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. whole];
            for (int hits = random.Next(1, 4); hits > 0; hits--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            using HttpResponseMessage response = await server.PostAsync(damaged);
            Assert.IsTrue(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.InternalServerError, $"{i}: {response.StatusCode}");
        }

        Assert.IsFalse(server.Logs.Lines.Any(line => line.Level >= LogLevel.Error), string.Join('\n', server.Logs.Lines.Where(line => line.Level >= LogLevel.Error)));
    }

    [TestMethod]
    public async Task Requests_full_of_names_do_not_spoil_those_that_follow()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        for (int i = 0; i < 200; i++)
        {
            string header = string.Concat(Enumerable.Range(0, 40).Select(n => $"<h:name{i:D50}{n:D50} xmlns:h=\"urn:h\"/>"));
            Assert.AreEqual("a", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"), header)), $"request {i}");
        }
    }

    [TestMethod]
    public async Task Invalid_UTF_8_gets_a_Client_fault()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        byte[] document = Encoding.Latin1.GetBytes(SoapServer.Envelope(SoapServer.EchoBody("Gr\u00fc\u00dfe")));
        Assert.AreEqual("s:Client", (await server.FaultAsync(document)).Code);
    }

    [TestMethod]
    [DataRow("application/json")]
    [DataRow("text/xml; charset=iso-8859-1")]
    [DataRow("text/xmlx")]
    public async Task A_wrong_media_type_or_charset_gets_415(string contentType)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.PostAsync(Good, contentType);
        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [TestMethod]
    public async Task A_missing_media_type_gets_415()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.Client.PostAsync((Uri?)null, new ByteArrayContent(Encoding.UTF8.GetBytes(Good)));
        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [TestMethod]
    [DataRow("PUT")]
    [DataRow("DELETE")]
    public async Task A_wrong_method_gets_405_and_is_told_the_right_ones(string method)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), server.Address));
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        CollectionAssert.Contains(response.Content.Headers.Allow.ToArray(), "POST");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task An_oversize_body_gets_413_whether_announced_or_chunked(bool chunked)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build(), ("MaxRequestBytes", "2048"));
        using HttpRequestMessage request = new(HttpMethod.Post, server.Address) { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(SoapServer.Envelope(SoapServer.EchoBody(new string('x', 4000)))))) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml");
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<s:Envelope ")]
    public async Task A_body_that_does_not_come_gets_408_and_the_connection_is_closed(string start)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build(), ("BodyTimeout", "00:00:00.200"));
        using TcpClient client = new();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n{start}"));
        using StreamReader reader = new(stream);
        string answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
        StringAssert.StartsWith(answer, "HTTP/1.1 408");
    }

    [TestMethod]
    public async Task Broken_chunks_get_400()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using TcpClient client = new();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"u8.ToArray());
        using StreamReader reader = new(stream);
        StringAssert.StartsWith(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)), "HTTP/1.1 400");
    }
}
