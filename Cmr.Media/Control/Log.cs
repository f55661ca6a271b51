using System.Net;

namespace Cmr.Media.Control;

internal static partial class Log
{
    [LoggerMessage(3301, LogLevel.Information, "Controller {Controller} connected from {Peer}")]
    public static partial void ControllerConnected(this ILogger logger, Guid controller, EndPoint? peer);

    [LoggerMessage(3302, LogLevel.Information, "Controller {Controller} is gone from {Peer}")]
    public static partial void ControllerGone(this ILogger logger, Guid controller, EndPoint? peer);

    [LoggerMessage(3303, LogLevel.Warning, "Control connection from {Peer} ended: {Reason}")]
    public static partial void ConnectionRefused(this ILogger logger, EndPoint? peer, string reason);

    [LoggerMessage(3304, LogLevel.Warning, "Control connection from {Peer} refused: there are {Maximum} already")]
    public static partial void TooManyConnections(this ILogger logger, EndPoint? peer, int maximum);
}
