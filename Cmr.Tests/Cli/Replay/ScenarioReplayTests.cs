using System.Net;
using System.Net.Sockets;
using Cmr.Cli.Instance;
using Cmr.Cli.Replay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Cli.Replay;

/// <summary>Replay against an endpoint that answers what the test says.</summary>
[TestClass]
public sealed class ScenarioReplayTests
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/", Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private readonly string _folder = Directory.CreateTempSubdirectory("cmr-samples-").FullName;
    private readonly List<(string Path, string ContentType, string? Action, string Body)> _received = [];
    private WebApplication _server = null!; // started before each test
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    [TestInitialize]
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(async http =>
        {
            using StreamReader body = new(http.Request.Body);
            _received.Add((http.Request.Path + http.Request.QueryString, http.Request.ContentType ?? "", http.Request.Headers["SOAPAction"].FirstOrDefault(), await body.ReadToEndAsync(http.RequestAborted)));
            await _answer(http);
        });
        await _server.StartAsync(CancellationToken.None);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task What_one_step_captures_the_next_one_sends()
    {
        Step("010-cmr1-OpenSession", "<r>{{operator.secret}}</r>", "<r><SessionKey>{{capture key}}</SessionKey></r>");
        Step("020-cmr6-ManageGroup", "<r>{{key}}</r>", "<r><SessionKey>{{key}}</SessionKey></r>");
        _answer = http => SayAsync(http, 200, Envelope(Soap11, "<r><SessionKey>the-key</SessionKey></r>"));
        (ScenarioOutcome outcome, string printed) = await ReplayAsync();
        Assert.AreEqual((2, 0), (outcome.Passed, outcome.Different), Told(outcome));
        Assert.AreEqual(("/cmr6", "text/xml; charset=utf-8", "\"urn:oma:cmr:1.0/ManageGroup\""), (_received[1].Path, _received[1].ContentType, _received[1].Action));
        Assert.Contains("<r>the-key</r>", _received[1].Body);
        Assert.DoesNotContain("the-key", printed);
        Assert.DoesNotContain("top-secret", printed);
    }

    [TestMethod]
    public async Task In_SOAP_12_envelope_content_type_and_fault_are_those_of_12()
    {
        Step("010-cmr1-Nothing", "<r/>", "<s:Fault><faultcode>s:Client</faultcode><faultstring>no {{any}}</faultstring></s:Fault>", "fault");
        _answer = http => SayAsync(http, 400, Envelope(Soap12, "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang='en'>no such thing</s:Text></s:Reason></s:Fault>"));
        (ScenarioOutcome outcome, _) = await ReplayAsync(SoapDialect.Soap12);
        Assert.AreEqual(0, outcome.Different, Told(outcome));
        Assert.AreEqual("application/soap+xml; charset=utf-8; action=\"urn:oma:cmr:1.0/Nothing\"", _received[0].ContentType);
        Assert.Contains(Soap12, _received[0].Body);
        Assert.DoesNotContain(Soap11, _received[0].Body);
    }

    [TestMethod]
    public async Task Status_version_and_body_are_compared()
    {
        Step("010-cmr1-Get", "<r/>", "<r><code>0</code></r>");
        _answer = http => SayAsync(http, 500, Envelope(Soap12, "<r><code>99999</code></r>"));
        (ScenarioOutcome outcome, _) = await ReplayAsync();
        CollectionAssert.AreEqual(new[] { "(HTTP status)", "(envelope)", "r/code" }, outcome.Steps[0].Differences.Select(difference => difference.Path).ToArray());
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("<html>", DisplayName = "no XML")]
    [DataRow("<r/>", DisplayName = "no envelope")]
    [DataRow("<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>", DisplayName = "a DTD")]
    public async Task An_answer_that_is_no_envelope_is_a_difference(string answer)
    {
        Step("010-cmr1-Get", "<r/>", "<r/>");
        _answer = http => SayAsync(http, 200, answer);
        (ScenarioOutcome outcome, _) = await ReplayAsync();
        Assert.AreEqual("(envelope)", outcome.Steps[0].Differences.Single().Path);
    }

    [TestMethod]
    public async Task A_step_whose_value_was_not_captured_is_not_sent()
    {
        Step("010-cmr1-Open", "<r/>", "<r><id>{{capture id}}</id></r>");
        Step("020-cmr1-Get", "<r>{{id}}</r>", "<r/>");
        _answer = http => SayAsync(http, 200, Envelope(Soap11, "<r/>"));
        (ScenarioOutcome outcome, _) = await ReplayAsync();
        Assert.AreEqual("(not sent)", outcome.Steps[1].Differences.Single().Path);
        Assert.AreEqual(1, _received.Count);
    }

    [TestMethod]
    public async Task A_plain_HTTP_step_sends_a_file_and_expects_status_header_and_body()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "files"));
        File.WriteAllText(Path.Combine(_folder, "files/tone.wav"), "RIFF");
        Write("010-upload.http", "PUT /upload/x?sig=abc\nContent-Type: audio/wav\n\n< ../files/tone.wav\n");
        Write("010-upload.expect", "201\nX-Kind: {{capture kind}}\n\n{\"id\":\"{{any}}\"}\n");
        Write("020-again.http", "POST /again\nContent-Type: text/plain\n\n{{kind}}\n");
        Write("020-again.expect", "HTTP/1.1 409 Conflict\n");
        _answer = http =>
        {
            http.Response.Headers["X-Kind"] = "tone";
            return SayAsync(http, http.Request.Method == "PUT" ? 201 : 400, "{\"id\":\"7\"}");
        };
        (ScenarioOutcome outcome, _) = await ReplayAsync();
        Assert.IsTrue(outcome.Steps[0].Passed, Told(outcome));
        Assert.AreEqual(new Difference("(HTTP status)", "409", "400"), outcome.Steps[1].Differences.Single());
        Assert.AreEqual(("/upload/x?sig=abc", "audio/wav", "RIFF"), (_received[0].Path, _received[0].ContentType, _received[0].Body));
        Assert.AreEqual("tone", _received[1].Body);
    }

    [TestMethod]
    public async Task Slow_answers_are_given_up()
    {
        Step("010-cmr1-Get", "<r/>", "<r/>");
        _answer = http => new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
        (ScenarioOutcome outcome, _) = await ReplayAsync(timeout: TimeSpan.FromMilliseconds(200));
        Assert.Contains("no answer within", outcome.Steps[0].Differences.Single().Got);
    }

    [TestMethod]
    public async Task Nobody_there_is_told_as_such()
    {
        Step("010-cmr1-Get", "<r/>", "<r/>");
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening: connections are refused
        UnreachableException nobody = await Assert.ThrowsExactlyAsync<UnreachableException>(() => ReplayAsync(address: $"http://{taken.LocalEndPoint}"));
        Assert.Contains("is not reachable", nobody.Message);
    }

    private async Task<(ScenarioOutcome Outcome, string Printed)> ReplayAsync(SoapDialect? dialect = null, TimeSpan? timeout = null, string? address = null)
    {
        List<string> printed = [];
        using var client = new ReplayClient(timeout ?? TimeSpan.FromSeconds(30));
        var target = new ReplayTarget(new Uri(address ?? _server.Urls.First()), new OperatorCredentials("sp", "top-secret"));
        var replay = new ScenarioReplay(client, target, dialect ?? SoapDialect.Soap11, new SecretMask(), TimeProvider.System)
        {
            OnStep = (_, sent, received) => printed.Add(sent + received),
        };
        IReadOnlyList<SampleScenario> scenarios = SampleFolder.Load(_folder);
        SampleCheck.Ensure(scenarios, hasCredentials: true);
        ScenarioOutcome outcome = await replay.RunAsync(scenarios.Single(), CancellationToken.None);
        return (outcome, string.Join('\n', printed) + Told(outcome));
    }

    private void Step(string name, string request, string expected, string kind = "response")
    {
        Write($"{name}.request.xml", Envelope(Soap11, request.Replace("{{operator.secret}}", "<Secret>{{operator.secret}}</Secret>", StringComparison.Ordinal)));
        Write($"{name}.{kind}.xml", Envelope(Soap11, expected));
    }

    private void Write(string name, string text)
    {
        string scenario = Path.Combine(_folder, "100-scenario");
        Directory.CreateDirectory(scenario);
        File.WriteAllText(Path.Combine(scenario, name), text);
    }

    private static string Envelope(string version, string body) => $"<s:Envelope xmlns:s=\"{version}\"><s:Body>{body}</s:Body></s:Envelope>";

    private static Task SayAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static string Told(ScenarioOutcome outcome) => DifferenceTable.Draw([outcome]);
}
