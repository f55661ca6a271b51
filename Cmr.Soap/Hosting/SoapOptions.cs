using System.ComponentModel.DataAnnotations;

namespace Cmr.Soap.Hosting;

/// <summary>Limits of the SOAP layer. Every octet from outside may be hostile.</summary>
public sealed class SoapOptions
{
    /// <summary>The largest request body, in octets. Default 1 MiB: a few thousand list entries.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxRequestBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest time from the start of a request body to its end. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The deepest nesting of elements. Default 32: envelope, body and a message that nests ten deep at most.</summary>
    [Range(8, 1024)]
    public int MaxDepth { get; init; } = 32;

    /// <summary>The longest start tag with its attributes, in octets. Default 16 KiB.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxStartTagBytes { get; init; } = 16 * 1024;

    /// <summary>The longest text of one element, in characters. Default 64 Ki.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxTextCharacters { get; init; } = 64 * 1024;

    /// <summary>All distinct names of a document together, in characters. Default 16 Ki.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxNameCharacters { get; init; } = 16 * 1024;
}
