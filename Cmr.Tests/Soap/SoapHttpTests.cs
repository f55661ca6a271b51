using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapHttpTests
{
    private static readonly string Good = SoapServer.Envelope(SoapServer.EchoBody("Grüße ☎ 你好"));

    [TestMethod]
    [DataRow("utf-8", "", "", true)]
    [DataRow("utf-8", "utf-8", "", true)]
    [DataRow("utf-8", "\"UTF-8\"", "bom", true)]
    [DataRow("utf-8", "us-ascii", "", true)]
    [DataRow("utf-16", "", "bom", true)]
    [DataRow("utf-16", "utf-16", "bom", true)]
    [DataRow("utf-16", "utf-16le", "bom", true)]
    [DataRow("utf-16", "utf-16", "", true)]
    [DataRow("utf-16", "", "", true)]
    [DataRow("utf-16BE", "\"UTF-16BE\"", "", true)]
    [DataRow("utf-16BE", "utf-16", "bom", true)]
    [DataRow("utf-16BE", "", "", true)]
    [DataRow("utf-16", "", "bom declared", true)]
    [DataRow("utf-16BE", "utf-16", "declared", true)]
    [DataRow("utf-16", "utf-8", "bom", false)]
    [DataRow("utf-16", "utf-8", "", false)]
    [DataRow("utf-8", "utf-16", "", false)]
    [DataRow("utf-8", "utf-16", "bom", false)]
    [DataRow("utf-16", "utf-16be", "bom", false)]
    [DataRow("utf-16BE", "utf-16le", "", false)]
    [DataRow("utf-32", "", "bom", false)]
    [DataRow("utf-32", "", "", false)]
    [DataRow("utf-16", "", "bom declared-utf-8", false)]
    [DataRow("utf-8", "", "declared-utf-16", false)]
    public async Task An_encoding_is_understood_or_its_contradiction_is_a_fault(string encodingName, string charset, string marks, bool isUnderstood)
    {
        Encoding encoding = Encoding.GetEncoding(encodingName);
        string declaration = marks.Contains("declared-", StringComparison.Ordinal) ? $"<?xml version=\"1.0\" encoding=\"{marks.Split("declared-")[1]}\"?>"
            : marks.Contains("declared", StringComparison.Ordinal) ? "<?xml version=\"1.0\" encoding=\"utf-16\"?>" : "";
        byte[] document = [.. marks.Contains("bom", StringComparison.Ordinal) ? encoding.GetPreamble() : [], .. encoding.GetBytes(declaration + Good)];
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string contentType = charset.Length == 0 ? "text/xml" : $"text/xml; charset={charset}";
        if (isUnderstood)
        {
            using HttpResponseMessage response = await server.PostAsync(document, contentType);
            StringAssert.Contains(await response.Content.ReadAsStringAsync(), "Grüße ☎ 你好");
        }
        else
        {
            Assert.AreEqual("s:Client", (await server.FaultAsync(document, contentType)).Code);
        }
    }

    [TestMethod]
    public async Task Half_a_surrogate_pair_in_UTF_16_gets_a_Client_fault()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        byte[] document = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(SoapServer.Envelope(SoapServer.EchoBody("@@@")))];
        int at = document.AsSpan().IndexOf(Encoding.Unicode.GetBytes("@@@"));
        document[at + 2] = 0x00;
        document[at + 3] = 0xD8;
        Assert.AreEqual("s:Client", (await server.FaultAsync(document, "text/xml")).Code);
        Assert.AreEqual("s:Client", (await server.FaultAsync(document[..^1], "text/xml")).Code, "an odd number of octets");
    }

    [TestMethod]
    [DataRow("gzip", true)]
    [DataRow("x-gzip", false)]
    public async Task A_packed_request_is_understood(string coding, bool isChunked)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpRequestMessage request = Packed(server, Gzip(Good), coding);
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), "Grüße ☎ 你好");
    }

    [TestMethod]
    public async Task A_packed_list_of_alike_entries_is_no_bomb()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string list = string.Concat(Enumerable.Range(0, 3000).Select(i => $"<member><id>+4917{i:D8}</id><name>Member {i}</name></member>"));
        using HttpResponseMessage response = await server.Client.SendAsync(Packed(server, Gzip(SoapServer.Envelope("<e:Other xmlns:e=\"urn:test\">" + list + "</e:Other>")), "gzip"));
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), "no operation");
    }

    [TestMethod]
    [DataRow(10_000_000, "too large when unpacked")]
    [DataRow(500_000, "small, but a thousand times larger than packed")]
    public async Task A_gzip_bomb_gets_413(int size, string why)
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        using HttpResponseMessage response = await server.Client.SendAsync(Packed(server, Gzip(SoapServer.Envelope(SoapServer.EchoBody(new string(' ', size)))), "gzip"));
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, response.StatusCode, why);
        Assert.AreEqual("a", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"))));
        Assert.AreEqual(1, echo.Operation!.Executions); // Build made it
    }

    [TestMethod]
    public async Task A_bomb_costs_no_more_memory_than_the_limit()
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        byte[] bomb = Gzip(new string(' ', 500_000_000 / 8)); // 62 MB
        long before = GC.GetTotalAllocatedBytes(precise: true);
        using HttpResponseMessage response = await server.Client.SendAsync(Packed(server, bomb, "gzip"));
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        // Half of what it would unpack to: the count is that of the whole process, in which other tests may still be winding down
        Assert.IsLessThan(31_000_000, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [TestMethod]
    public async Task A_packed_body_cut_short_anywhere_or_damaged_changes_nothing()
    {
        SoapServiceBuilder echo = SoapServer.Echo();
        await using SoapServer server = await SoapServer.StartAsync(echo.Build());
        byte[] whole = Gzip(SoapServer.Envelope(SoapServer.EchoBody("a")));
        for (int length = 0; length < whole.Length; length++)
        {
            using HttpResponseMessage response = await server.Client.SendAsync(Packed(server, whole[..length], "gzip"));
            Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode, $"cut at {length}");
        }

        whole[^6] ^= 0x40; // of the CRC
        using HttpResponseMessage damaged = await server.Client.SendAsync(Packed(server, whole, "gzip"));
        Assert.AreEqual(HttpStatusCode.BadRequest, damaged.StatusCode);
        Assert.AreEqual(0, echo.Operation!.Executions); // Build made it
    }

    [TestMethod]
    [DataRow("gzip", true)]
    [DataRow("gzip, deflate, br", true)]
    [DataRow("*", true)]
    [DataRow("br;q=1.0, gzip;q=0.2", true)]
    [DataRow("x-gzip", true)]
    [DataRow("", false)]
    [DataRow("identity", false)]
    [DataRow("gzip;q=0", false)]
    [DataRow("gzip;q=0, *", false)]
    [DataRow("*;q=0", false)]
    [DataRow("identity, gzip;q=0.5", false)]
    [DataRow("br", false)]
    [DataRow("gzip;q=nonsense", false)]
    public async Task A_long_answer_is_packed_for_who_asks(string acceptEncoding, bool isPacked)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"entry {i} "));
        using HttpRequestMessage request = new(HttpMethod.Post, server.Address) { Content = new StringContent(SoapServer.Envelope(SoapServer.EchoBody(text)), Encoding.UTF8, "text/xml") };
        if (acceptEncoding.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.AreEqual(isPacked, response.Content.Headers.ContentEncoding.Contains("gzip"));
        StringAssert.Contains(string.Join(',', response.Headers.Vary), "Accept-Encoding");
        Stream content = await response.Content.ReadAsStreamAsync();
        using StreamReader reader = new(isPacked ? new GZipStream(content, CompressionMode.Decompress) : content);
        StringAssert.Contains(await reader.ReadToEndAsync(), "entry 1999");
    }

    [TestMethod]
    public async Task A_short_answer_is_never_packed()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        server.Client.DefaultRequestHeaders.AcceptEncoding.Add(new("gzip"));
        using HttpResponseMessage response = await server.PostAsync(Good);
        Assert.AreEqual(0, response.Content.Headers.ContentEncoding.Count);
    }

    [TestMethod]
    public async Task Expect_100_continue_is_answered_before_the_body_comes()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        await using RawHttp raw = await RawHttp.ConnectAsync(server.Address);
        byte[] body = Encoding.UTF8.GetBytes(Good);
        await raw.SendAsync($"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
        StringAssert.StartsWith(await raw.ReadUntilAsync("\r\n\r\n"), "HTTP/1.1 100");
        await raw.SendAsync(body);
        StringAssert.Contains(await raw.ReadUntilAsync("</s:Envelope>"), "HTTP/1.1 200 OK");
    }

    [TestMethod]
    public async Task A_body_that_would_be_refused_is_not_asked_for()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        await using RawHttp raw = await RawHttp.ConnectAsync(server.Address);
        await raw.SendAsync("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
        StringAssert.StartsWith(await raw.ReadUntilAsync("\r\n\r\n"), "HTTP/1.1 413");
    }

    [TestMethod]
    public async Task A_connection_is_kept_and_requests_sent_ahead_are_answered_in_order()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        await using RawHttp raw = await RawHttp.ConnectAsync(server.Address);
        string all = string.Concat(Enumerable.Range(1, 3).Select(i => Request("HTTP/1.1", SoapServer.Envelope(SoapServer.EchoBody($"text-{i}")), i == 3 ? "Connection: close\r\n" : "")));
        await raw.SendAsync(all);
        string answers = await raw.ReadToEndAsync();
        int[] at = [.. Enumerable.Range(1, 3).Select(i => answers.IndexOf($"text-{i}", StringComparison.Ordinal))];
        Assert.IsTrue(at[0] > 0 && at[0] < at[1] && at[1] < at[2], answers);
    }

    [TestMethod]
    public async Task A_connection_is_kept_after_a_fault_and_after_a_refusal()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        await using RawHttp raw = await RawHttp.ConnectAsync(server.Address);
        await raw.SendAsync(Request("HTTP/1.1", "<nothing/>", ""));
        StringAssert.StartsWith(await raw.ReadUntilAsync("</s:Envelope>"), "HTTP/1.1 500");
        await raw.SendAsync(Request("HTTP/1.1", "{}", "").Replace("text/xml", "text/json", StringComparison.Ordinal));
        StringAssert.StartsWith(await raw.ReadUntilAsync("UTF-16"), "HTTP/1.1 415");
        await raw.SendAsync(Request("HTTP/1.1", SoapServer.Envelope(SoapServer.EchoBody("still there")), "Connection: close\r\n"));
        StringAssert.Contains(await raw.ReadToEndAsync(), "still there");
    }

    [TestMethod]
    public async Task HTTP_1_0_is_answered_and_closed()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        await using RawHttp raw = await RawHttp.ConnectAsync(server.Address);
        await raw.SendAsync(Request("HTTP/1.0", SoapServer.Envelope(SoapServer.EchoBody("old")), ""));
        string answer = await raw.ReadToEndAsync();
        StringAssert.Contains(answer, "200 OK");
        StringAssert.Contains(answer, "old");
    }

    [TestMethod]
    public async Task OPTIONS_tells_the_methods()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, server.Address));
        Assert.AreEqual(HttpStatusCode.NoContent, response.StatusCode);
        CollectionAssert.AreEquivalent(new[] { "GET", "HEAD", "OPTIONS", "POST" }, response.Content.Headers.Allow.ToArray());
    }

    [TestMethod]
    public async Task More_requests_at_once_than_allowed_are_told_to_come_again()
    {
        TaskCompletionSource inside = new(TaskCreationOptions.RunContinuationsAsynchronously), leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SoapServer server = await SoapServer.StartAsync(
            SoapServer.Echo().Doing(async (input, _, _) =>
            {
                if (input.Text == "wait") inside.SetResult();
                if (input.Text == "wait") await leave.Task;
                return input.Text;
            }).Build(),
            ("MaxConcurrentRequests", "1"));
        Task<string> first = server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("wait")));
        await inside.Task.WaitAsync(TimeSpan.FromSeconds(10));
        using HttpResponseMessage second = await server.PostAsync(SoapServer.Envelope(SoapServer.EchoBody("b")));
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.AreEqual(new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)), second.Headers.RetryAfter);
        leave.SetResult();
        Assert.AreEqual("wait", await first);
        Assert.AreEqual("c", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("c"))));
    }

    private static string Request(string version, string body, string headers) =>
        $"POST /echo {version}\r\nHost: a\r\nContent-Type: text/xml\r\n{headers}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    private static HttpRequestMessage Packed(SoapServer server, byte[] content, string coding)
    {
        HttpRequestMessage request = new(HttpMethod.Post, server.Address) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        request.Content.Headers.ContentEncoding.Add(coding);
        return request;
    }

    private static byte[] Gzip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
