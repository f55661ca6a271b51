namespace Cmr.Cli.Tracing;

/// <summary>One line that the SIP process answers to a trace request: a message, or a remark.</summary>
internal sealed record TracedMessage
{
    public DateTimeOffset At { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public string? Direction { get; init; }

    public string? Transport { get; init; }

    /// <summary>The node's end.</summary>
    public string? Local { get; init; }

    public string? Peer { get; init; }

    /// <summary><c>caller</c>, <c>called</c> or unknown.</summary>
    public string? Leg { get; init; }

    public byte[]? Octets { get; init; }

    /// <summary>Messages that came faster than they could be passed on.</summary>
    public long? Missed { get; init; }

    /// <summary>Why the trace is over.</summary>
    public string? End { get; init; }
}
