using System.Net.Sockets;
using Cmr.Media.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

const int BadConfiguration = 2;
const int CannotListen = 3;

try
{
    await using WebApplication app = MediaApplication.Build(args);
    try
    {
        await MediaApplication.StartAsync(app);
    }
    catch (Exception e) when (e is IOException { InnerException: AddressInUseException } or SocketException)
    {
        app.Logger.CannotListen(e.Message);
        return CannotListen;
    }

    MediaListeners listeners = app.Services.GetRequiredService<MediaListeners>();
    app.Logger.Ready(ProductVersion.Current, listeners.Http, listeners.Control, listeners.Health);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or FormatException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    // There may be no logger yet
    await Console.Error.WriteLineAsync($"Cmr.Media cannot start: {e.Message}");
    return BadConfiguration;
}
