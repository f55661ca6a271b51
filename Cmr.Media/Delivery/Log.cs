namespace Cmr.Media.Delivery;

internal static partial class Log
{
    [LoggerMessage(3601, LogLevel.Debug, "Content {Sha256} of {Bytes} octets served")]
    public static partial void ContentServed(this ILogger logger, string sha256, int bytes);

    [LoggerMessage(3602, LogLevel.Information, "A fetch of content was refused: {Reason}")]
    public static partial void FetchRefused(this ILogger logger, string reason);

    [LoggerMessage(3603, LogLevel.Warning, "Content {Sha256} cannot be served now: {Reason}")]
    public static partial void ContentUnavailable(this ILogger logger, string sha256, string reason);

    [LoggerMessage(3604, LogLevel.Error, "The service sent {Bytes} octets that are not {Sha256}")]
    public static partial void FetchedOriginalDamaged(this ILogger logger, string sha256, int bytes);
}
