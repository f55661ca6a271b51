using System.Text;
using System.Xml.Linq;
using Cmr.Soap.Dispatch;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapCallTests
{
    [TestMethod]
    public async Task A_request_is_answered_by_the_operation_of_its_body_element()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("Grüße <&> ☎", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("Grüße &lt;&amp;&gt; ☎"))));
    }

    [TestMethod]
    public async Task The_response_is_an_envelope_with_its_length_and_media_type()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpResponseMessage response = await server.PostAsync(SoapServer.Envelope(SoapServer.EchoBody("a")));
        Assert.AreEqual("text/xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(response.Content.Headers.ContentLength, text.Length);
        Assert.AreEqual(XName.Get("Envelope", SoapServer.Soap11), XDocument.Parse(text).Root!.Name); // a parsed document has a root
    }

    [TestMethod]
    public async Task Requests_one_after_the_other_and_at_once_do_not_disturb_each_other()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => new string((char)('a' + (i % 26)), i * 37))];
        string[] answers = await Task.WhenAll(texts.Select(text => server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody(text)))));
        CollectionAssert.AreEqual(texts, answers);
    }

    [TestMethod]
    [DataRow("utf-8")]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    public async Task Byte_order_marks_of_UTF_8_and_UTF_16_are_understood(string encodingName)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Encoding encoding = Encoding.GetEncoding(encodingName);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(SoapServer.Envelope(SoapServer.EchoBody("Grüße")))];
        string charset = encodingName == "utf-8" ? "utf-8" : "utf-16";
        using HttpResponseMessage response = await server.PostAsync(content, $"text/xml; charset={charset}");
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), "Grüße");
    }

    [TestMethod]
    public async Task A_declared_encoding_that_agrees_with_the_octets_is_understood()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("a", await server.EchoAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->" + SoapServer.Envelope(SoapServer.EchoBody("a")) + "\n"));
    }

    [TestMethod]
    public async Task A_chunked_body_is_understood()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string text = new('x', 50_000);
        using HttpRequestMessage request = new(HttpMethod.Post, server.Address)
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(SoapServer.Envelope(SoapServer.EchoBody(text))))),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml");
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), text);
    }

    [TestMethod]
    public async Task A_wrong_or_absent_SOAPAction_does_not_matter()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("SOAPAction", "\"urn:other\"");
        Assert.AreEqual("a", await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a"))));
    }

    [TestMethod]
    public async Task An_exception_becomes_a_Server_fault_with_an_incident_that_is_logged_once()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Failing(new InvalidOperationException("secret detail")).Build());
        (string code, string reason) = await server.FaultAsync(SoapServer.Envelope(SoapServer.EchoBody("a")));
        Assert.AreEqual("s:Server", code);
        Assert.IsFalse(reason.Contains("secret", StringComparison.Ordinal), reason);
        var line = server.Logs.Lines.Single(line => line.Level == LogLevel.Error);
        StringAssert.Contains(line.Text, reason.Split(' ')[^1]);
        Assert.IsInstanceOfType<InvalidOperationException>(line.Exception);
    }

    [TestMethod]
    public async Task An_operation_may_answer_its_own_incident()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Failing(new InvalidOperationException(), "sorry").Build());
        string answer = await server.EchoAsync(SoapServer.Envelope(SoapServer.EchoBody("a")));
        StringAssert.StartsWith(answer, "sorry ");
        StringAssert.Contains(server.Logs.Lines.Single(line => line.Level == LogLevel.Error).Text, answer.Split(' ')[1]);
    }

    [TestMethod]
    public async Task A_failure_while_the_response_is_written_leaves_no_half_response()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Doing((_, _, _) => new("\ud800")).Build());
        using HttpResponseMessage response = await server.PostAsync(SoapServer.Envelope(SoapServer.EchoBody("a")));
        XDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task The_client_that_goes_away_cancels_its_request()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SoapService service = SoapServer.Echo().Doing(async (_, _, cancellationToken) =>
        {
            started.SetResult();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }
            finally
            {
                cancelled.SetResult();
            }

            return string.Empty;
        }).Build();
        await using SoapServer server = await SoapServer.StartAsync(service);
        using CancellationTokenSource client = new();
        Task<HttpResponseMessage> call = server.Client.PostAsync((Uri?)null, new StringContent(SoapServer.Envelope(SoapServer.EchoBody("a")), Encoding.UTF8, "text/xml"), client.Token);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await client.CancelAsync();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.IsFalse(server.Logs.Lines.Any(line => line.Level >= LogLevel.Error));
    }
}
