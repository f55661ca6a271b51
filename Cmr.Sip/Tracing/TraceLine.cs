namespace Cmr.Sip.Tracing;

/// <summary>One line of the answer to a trace request: a message, or a remark.</summary>
internal sealed record TraceLine
{
    /// <summary>When it was seen.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public string? Direction { get; init; }

    /// <summary><c>udp</c>, <c>tcp</c> or <c>tls</c>.</summary>
    public string? Transport { get; init; }

    /// <summary>Our end.</summary>
    public string? Local { get; init; }

    /// <summary>The other end.</summary>
    public string? Peer { get; init; }

    /// <summary><c>caller</c> or <c>called</c>; left out when that is not known.</summary>
    public string? Leg { get; init; }

    /// <summary>The message, redacted.</summary>
    public byte[]? Octets { get; init; }

    /// <summary>Messages that were left out since the last line, because they came faster than they were read.</summary>
    public long? Missed { get; init; }

    /// <summary>Why the trace is over.</summary>
    public string? End { get; init; }
}
