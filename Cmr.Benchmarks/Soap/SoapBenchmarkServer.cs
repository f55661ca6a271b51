using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cmr.Benchmarks.Soap;

/// <summary>
/// The measured process: <c>/cmr1</c> through the whole SOAP layer, <c>/bare</c> that reads the body and returns a fixed one,
/// <c>/hand</c> written by hand with the platform's XML reader and writer and without any check, and <c>/usage</c> that tells the processor time and the octets allocated so far.
/// </summary>
internal static class SoapBenchmarkServer
{
    private static readonly byte[] FixedResponse =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><SubscribeCmrResourceResponse xmlns=\"urn:oma:cmr:1.0\"><TransactionId>t-4</TransactionId><StatusCode>0</StatusCode></SubscribeCmrResourceResponse></s:Body></s:Envelope>"u8.ToArray();

    /// <summary>Listens on a free loopback port, prints it, and serves until standard input ends.</summary>
    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSoap();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication app = builder.Build();
        app.MapSoap("/cmr1", new SoapService([new SubscribeInMemory()]) { Name = "Cmr1", KnownHeaders = [ContractNames.SessionKey], Authenticator = new AuthenticatorInMemory() });
        app.Map("/bare", (RequestDelegate)BareAsync);
        app.Map("/hand", (RequestDelegate)HandWrittenHandler.HandleAsync);
        app.Map("/usage", (RequestDelegate)UsageAsync);
        await app.StartAsync(CancellationToken.None);
        Console.WriteLine(new Uri(app.Urls.Single()).Port);
        await Console.In.ReadToEndAsync(CancellationToken.None);
        await app.StopAsync(CancellationToken.None);
    }

    private static async Task BareAsync(HttpContext http)
    {
        PipeReader body = http.Request.BodyReader;
        ReadResult read = await body.ReadAsync(http.RequestAborted);
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(http.RequestAborted);
        }

        body.AdvanceTo(read.Buffer.End);
        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.ContentLength = FixedResponse.Length;
        await http.Response.BodyWriter.WriteAsync(FixedResponse, http.RequestAborted);
    }

    private static Task UsageAsync(HttpContext http) => http.Response.WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $"{Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds} {GC.GetTotalAllocatedBytes(precise: true)}"), http.RequestAborted);
}
