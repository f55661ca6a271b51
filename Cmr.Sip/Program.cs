using System.Net.Sockets;
using Cmr.Sip.Health;
using Cmr.Sip.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

const int BadConfiguration = 2;
const int CannotListen = 3;

try
{
    await using WebApplication app = SipApplication.Build(args);
    SipOptions sip = app.Services.GetRequiredService<IOptions<SipOptions>>().Value;
    HealthOptions health = app.Services.GetRequiredService<IOptions<HealthOptions>>().Value;
    try
    {
        await app.StartAsync();
    }
    catch (CannotListenException e)
    {
        app.Logger.CannotListen(e.Address, e.Message);
        return CannotListen;
    }
    catch (SocketException e)
    {
        app.Logger.CannotListen(StreamAddresses(), e.Message);
        return CannotListen;
    }
    catch (IOException e) when (e.InnerException is AddressInUseException)
    {
        app.Logger.CannotListen(StreamAddresses(), e.Message);
        return CannotListen;
    }

    _ = app.Services.GetRequiredService<SipMetrics>();
    SipNode node = app.Services.GetRequiredService<SipNode>();
    app.Logger.Ready(ProductVersion.Current, node.Local, node.TlsPort, node.Partitions.Count, health.Port);
    await app.WaitForShutdownAsync();
    return 0;

    // Which of them it was stands in the reason
    string StreamAddresses() => string.Join(", ", sip.MoreAddresses.Prepend(sip.Address).Select(address => $"tcp:{address}:{sip.Port}").Append($"http:127.0.0.1:{health.Port}"));
}
catch (Exception e) when (ConfigurationFault.Of(e) is not null)
{
    // There may be no logger yet
    await Console.Error.WriteLineAsync($"Cmr.Sip cannot start: {ConfigurationFault.Of(e)}");
    return BadConfiguration;
}
