using System.Net.Sockets;
using Cmr.Service.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

const int BadConfiguration = 2;
const int CannotListen = 3;

await using WebApplication app = ServiceApplication.Build(args);
try
{
    await ServiceApplication.StartAsync(app);
}
catch (Exception e) when (e is IOException { InnerException: AddressInUseException } or SocketException)
{
    app.Logger.CannotListen(e.Message);
    return CannotListen;
}
catch (Exception e) when (e is OptionsValidationException or AggregateException { InnerException: OptionsValidationException } or FormatException or IOException or UnauthorizedAccessException)
{
    app.Logger.BadConfiguration(e.Message);
    return BadConfiguration;
}

ServiceListeners listeners = app.Services.GetRequiredService<ServiceListeners>();
app.Logger.Ready(ProductVersion.Current, listeners.Soap, listeners.Health);
if (listeners.SoapTls is { } tls) app.Logger.TlsReady(tls);
await app.WaitForShutdownAsync();
return 0;
