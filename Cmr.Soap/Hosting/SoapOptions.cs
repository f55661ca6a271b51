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

    /// <summary>How many times larger than it was sent a packed body may get, beyond the first 64 KiB. Default 100; lists of alike entries reach about 30.</summary>
    [Range(2, 1100)]
    public int MaxUnpackRatio { get; init; } = 100;

    /// <summary>Requests read and executed at once; more are told to come again. Default 256.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrentRequests { get; init; } = 256;

    /// <summary>The shortest answer that is packed for a client that accepts it, in octets. Default 2 KiB.</summary>
    [Range(0, int.MaxValue)]
    public int MinPackedBytes { get; init; } = 2048;
}
