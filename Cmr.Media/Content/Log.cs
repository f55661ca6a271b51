namespace Cmr.Media.Content;

internal static partial class Log
{
    [LoggerMessage(3201, LogLevel.Warning, "Cached track {Sha256} is damaged and was removed")]
    public static partial void CacheDamaged(this ILogger logger, string sha256);

    [LoggerMessage(3202, LogLevel.Warning, "Cached track {Sha256} cannot be read or removed")]
    public static partial void CacheUnreadable(this ILogger logger, string sha256, Exception exception);

    [LoggerMessage(3203, LogLevel.Warning, "Track {Sha256} could not be cached on disk: {Reason}")]
    public static partial void CacheNotWritten(this ILogger logger, string sha256, string reason);

    [LoggerMessage(3204, LogLevel.Warning, "Track {Sha256} cannot be played: {Reason}")]
    public static partial void TrackUnusable(this ILogger logger, string sha256, string reason);

    [LoggerMessage(3205, LogLevel.Error, "The service sent {Bytes} octets that are not {Sha256}")]
    public static partial void FetchDamaged(this ILogger logger, string sha256, int bytes);
}
