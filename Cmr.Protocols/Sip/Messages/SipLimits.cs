namespace Cmr.Protocols.Sip.Messages;

/// <summary>Bounds on what one message may cost its reader.</summary>
public sealed record SipLimits
{
    /// <summary>The defaults.</summary>
    public static SipLimits Default { get; } = new();

    /// <summary>For messages that the program itself wrote.</summary>
    internal static SipLimits Own { get; } = new()
    {
        MaxMessageBytes = int.MaxValue, MaxHeaderLines = int.MaxValue, MaxHeaderBytes = ushort.MaxValue, MaxValuesPerHeader = int.MaxValue,
    };

    /// <summary>Whole message in octets. Default 65 535, what a UDP datagram can hold.</summary>
    public int MaxMessageBytes { get; init; } = ushort.MaxValue;

    /// <summary>Lines before the body, folded ones counted singly. Default 256; real messages have fewer than 60.</summary>
    public int MaxHeaderLines { get; init; } = 256;

    /// <summary>One header with its folded lines, in octets, at most 65 535. Default 8 192, as common SIP servers allow.</summary>
    public int MaxHeaderBytes { get; init; } = 8192;

    /// <summary>Values of one row. Default 64: more hops or contacts than that are an attack.</summary>
    public int MaxValuesPerHeader { get; init; } = 64;

    /// <summary>What is taken although it is wrong. Default all.</summary>
    public SipLeniency Leniency { get; init; } = SipLeniency.All;
}
