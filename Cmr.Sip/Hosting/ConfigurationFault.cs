using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>Tells slips in the configuration, which get a line and an exit code, from faults of the program, which get a stack trace.</summary>
internal static class ConfigurationFault
{
    /// <summary>What is wrong with the configuration; <see langword="null"/> when it is not to blame.</summary>
    public static string? Of(Exception exception) => exception switch
    {
        AggregateException several => OfAll(several),
        OptionsValidationException or FormatException or IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException => exception.Message,
        // A value of the wrong type; other exceptions of this kind are faults of ours
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.Extensions.Logging.Configuration" } => exception.Message,
        _ => null,
    };

    private static string? OfAll(AggregateException several)
    {
        string?[] reasons = [.. several.InnerExceptions.Select(Of)];
        return reasons.Contains(null) ? null : string.Join("; ", reasons);
    }
}
