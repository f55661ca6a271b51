using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Soap;

/// <summary>A real Kestrel on a free loopback port that serves one SOAP service at <c>/echo</c>.</summary>
internal sealed class SoapServer : IAsyncDisposable
{
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";

    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    public const string Soap12Type = "application/soap+xml; charset=utf-8";

    private readonly IHost _app;

    private SoapServer(WebApplication app, RecordingLoggerProvider logs)
    {
        _app = app;
        Logs = logs;
        Address = new Uri(app.Urls.Single() + "/echo");
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public RecordingLoggerProvider Logs { get; }

    public static async Task<SoapServer> StartAsync(SoapService service, params (string Key, string Value)[] limits)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        foreach ((string key, string value) in limits) builder.Configuration["Soap:Limits:" + key] = value;
        RecordingLoggerProvider logs = new();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSoap();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinRequestBodyDataRate = null; // the layer's own timeout is what is tested
        });
        WebApplication app = builder.Build();
        app.MapSoap("/echo", service);
        await app.StartAsync(CancellationToken.None);
        return new SoapServer(app, logs);
    }

    public static SoapServiceBuilder Echo() => new();

    public static string Envelope(string body, string header = "") =>
        $"""<s:Envelope xmlns:s="{Soap11}">{(header.Length == 0 ? "" : $"<s:Header>{header}</s:Header>")}<s:Body>{body}</s:Body></s:Envelope>""";

    public static string Envelope12(string body, string header = "") => Envelope(body, header).Replace(Soap11, Soap12, StringComparison.Ordinal);

    public static string EchoBody(string text) => $"""<e:Echo xmlns:e="{EchoOperation.Namespace}">{text}</e:Echo>""";

    public Task<HttpResponseMessage> PostAsync(string envelope, string contentType = "text/xml; charset=utf-8") =>
        PostAsync(Encoding.UTF8.GetBytes(envelope), contentType);

    public async Task<HttpResponseMessage> PostAsync(byte[] content, string contentType = "text/xml; charset=utf-8")
    {
        ByteArrayContent body = new(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await Client.PostAsync((Uri?)null, body).WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Posts and expects the response element's text.</summary>
    public async Task<string> EchoAsync(string envelope)
    {
        using HttpResponseMessage response = await PostAsync(envelope);
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, text);
        return XDocument.Parse(text).Descendants(XName.Get("Echoed", EchoOperation.Namespace)).Single().Value;
    }

    /// <summary>Posts and expects a fault.</summary>
    public async Task<(string Code, string Reason)> FaultAsync(byte[] envelope, string contentType = "text/xml; charset=utf-8")
    {
        using HttpResponseMessage response = await PostAsync(envelope, contentType);
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.InternalServerError, response.StatusCode, text);
        Assert.AreEqual("text/xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        XElement fault = XDocument.Parse(text).Descendants(XName.Get("Fault", Soap11)).Single();
        return (fault.Element("faultcode")!.Value, fault.Element("faultstring")!.Value); // SOAP 1.1 §4.4: both are mandatory
    }

    public Task<(string Code, string Reason)> FaultAsync(string envelope) => FaultAsync(Encoding.UTF8.GetBytes(envelope));

    /// <summary>Posts in SOAP 1.2 and expects a fault.</summary>
    public async Task<(HttpStatusCode Status, XDocument Envelope)> Fault12Async(string envelope, string contentType = Soap12Type)
    {
        using HttpResponseMessage response = await PostAsync(envelope, contentType);
        XDocument document = XDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.AreEqual(Soap12Type, response.Content.Headers.ContentType?.ToString());
        Assert.AreEqual(1, document.Descendants(XName.Get("Fault", Soap12)).Count(), document.ToString());
        return (response.StatusCode, document);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        _app.Dispose();
    }
}
