namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What a user agent client does with a reliable provisional response (RFC 3262 §4).</summary>
public enum ReliableReceipt
{
    /// <summary>Next in order: process it and send a PRACK.</summary>
    InOrder,

    /// <summary>Seen before: its PRACK is under way or done, discard it.</summary>
    Repeated,

    /// <summary>A response before it is missing: neither acknowledge nor process.</summary>
    OutOfOrder,
}
