using System.Text;

namespace Cmr.Tests.Soap;

/// <summary>Requests that are bad below SOAP: header lines, lengths, methods, media types.</summary>
[TestClass]
public sealed class HostileHttpTests
{
    private const string Xml = "Content-Type: text/xml\r\n";
    private static readonly string Good = SoapServer.Envelope(SoapServer.EchoBody("a"));
    private static readonly string Length = $"Content-Length: {Good.Length}\r\n";

    /// <summary>By name, so that a test is called by what is wrong and not by a megabyte of it.</summary>
    private static readonly Dictionary<string, (byte[] Request, int Status)> Hostile = new()
    {
        ["no media type"] = (Post(""), 415),
        ["list of media types"] = (Post("Content-Type: text/xml, text/xml\r\n"), 415),
        ["two media types"] = (Post(Xml + "Content-Type: application/soap+xml\r\n"), 415),
        ["media type without a subtype"] = (Post("Content-Type: text\r\n"), 415),
        ["unbalanced quotes"] = (Post("Content-Type: text/xml; charset=\"utf-8\r\n"), 415),
        ["charset twice"] = (Post("Content-Type: text/xml; charset=utf-8; charset=utf-16\r\n"), 415),
        ["UTF-7"] = (Post("Content-Type: text/xml; charset=utf-7\r\n"), 415),
        ["UTF-32"] = (Post("Content-Type: text/xml; charset=utf-32\r\n"), 415),
        ["EBCDIC"] = (Post("Content-Type: text/xml; charset=ibm037\r\n"), 415),
        ["attachments"] = (Post("Content-Type: multipart/related; boundary=x; type=\"text/xml\"\r\n"), 415),
        ["MTOM"] = (Post("Content-Type: application/xop+xml; type=\"text/xml\"\r\n"), 415),
        ["any type"] = (Post("Content-Type: */*\r\n"), 415),
        ["very long media type"] = (Post("Content-Type: text/xml; a=" + new string('x', 8000) + "; charset=nothing\r\n"), 415),
        ["Brotli"] = (Post(Xml + "Content-Encoding: br\r\n"), 415),
        ["deflate"] = (Post(Xml + "Content-Encoding: deflate\r\n"), 415),
        ["gzip twice"] = (Post(Xml + "Content-Encoding: gzip, gzip\r\n"), 415),
        ["gzip in two lines"] = (Post(Xml + "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n"), 415),
        ["gzip that is none"] = (Post(Xml + "Content-Encoding: gzip\r\n"), 400),
        ["unknown expectation"] = (Post(Xml + "Expect: miracles\r\n"), 417),
        ["two expectations"] = (Post(Xml + "Expect: 100-continue, miracles\r\n"), 417),
        ["negative length"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Xml + "Content-Length: -1\r\n\r\n"), 400),
        ["length that overflows"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Xml + "Content-Length: 99999999999999999999\r\n\r\n"), 400),
        ["length in words"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Xml + "Content-Length: ten\r\n\r\n"), 400),
        ["two lengths"] = (Post(Xml + "Content-Length: 3\r\n"), 400),
        ["no length and no chunks"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Xml + "\r\n"), 500),
        ["length larger than allowed"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\n" + Xml + "Content-Length: 1048577\r\n\r\n"), 413),
        ["chunks that overflow"] = (Chunked("FFFFFFFFFFFFFFFFFF\r\n"), 400),
        ["negative chunk"] = (Chunked("-5\r\n"), 400),
        ["chunk without its end"] = (Chunked("3\r\nabcdef\r\n0\r\n\r\n"), 400),
        ["flood of chunk extensions"] = (Chunked("3;" + new string('x', 2_000_000) + "\r\nabc\r\n0\r\n\r\n"), 500),
        ["unknown transfer coding"] = (Raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + Xml + "Transfer-Encoding: gzip\r\n\r\n"), 400),
        ["no Host"] = (Raw($"POST /echo HTTP/1.1\r\nConnection: close\r\n{Xml}{Length}\r\n{Good}"), 400),
        ["two Hosts"] = (Raw($"POST /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n{Xml}{Length}\r\n{Good}"), 400),
        ["Host that is markup"] = (Raw($"POST /echo HTTP/1.1\r\nHost: \"><x/>\r\nConnection: close\r\n{Xml}{Length}\r\n{Good}"), 400),
        ["NUL in a header"] = (Post(Xml + "X-A: a\0b\r\n"), 400),
        ["header without a colon"] = (Post(Xml + "nonsense\r\n"), 400),
        ["space before the colon"] = (Post(Xml + "X-A : a\r\n"), 400),
        ["folded header"] = (Post(Xml + "X-A: a\r\n  b\r\n"), 400),
        ["empty header name"] = (Post(Xml + ": a\r\n"), 400),
        ["flood of headers"] = (Post(Xml + string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: a\r\n"))), 431),
        ["long header"] = (Post(Xml + "X-A: " + new string('a', 100_000) + "\r\n"), 431),
        ["long request line"] = (Raw($"POST /{new string('a', 100_000)} HTTP/1.1\r\nHost: a\r\n\r\n"), 414),
        ["unknown method"] = (Raw("BREW /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 405),
        ["TRACE"] = (Raw("TRACE /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 405),
        ["CONNECT"] = (Raw("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\nConnection: close\r\n\r\n"), 404),
        ["method that is no word"] = (Raw("P(ST /echo HTTP/1.1\r\nHost: a\r\n\r\n"), 400),
        ["HTTP/9.9"] = (Raw("POST /echo HTTP/9.9\r\nHost: a\r\n\r\n"), 505),
        ["no version"] = (Raw("POST /echo\r\nHost: a\r\n\r\n"), 400),
        ["TLS on the plain listener"] = (Raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), 400),
        ["NUL in the path"] = (Raw("GET /echo%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 400),
        ["path that climbs"] = (Raw("GET /echo/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404),
        ["schema that climbs"] = (Raw("GET /echo?xsd=../../../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404),
        ["schema from elsewhere"] = (Raw("GET /echo?xsd=http://127.0.0.1:1/x.xsd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404),
    };

    /// <summary>How many there are.</summary>
    public static int Cases => Hostile.Count;

    private static IEnumerable<object[]> Names => Hostile.Keys.Select(what => new object[] { what });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task It_gets_its_status_and_the_server_lives(string what)
    {
        (byte[] request, int status) = Hostile[what];
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        string answer = await RawHttp.ExchangeAsync(server.Address, "", request);
        StringAssert.StartsWith(answer, $"HTTP/1.1 {status} ", what);
        Assert.AreEqual(0, echo.Operation!.Executions, what); // Build made it
        Assert.AreEqual("a", await server.EchoAsync(Good), "the next request is served as ever");
    }

    private static byte[] Post(string headers) => Raw($"POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}{Length}\r\n{Good}");

    private static byte[] Chunked(string chunks) => Raw($"POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{Xml}Transfer-Encoding: chunked\r\n\r\n{chunks}");

    private static byte[] Raw(string request) => Encoding.Latin1.GetBytes(request);
}
