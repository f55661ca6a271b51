namespace Cmr.Protocols.Sip.Messages;

/// <summary>Departures from the grammar that a reader takes without complaint.</summary>
[Flags]
public enum SipLeniency : byte
{
    /// <summary>Strict reading.</summary>
    None = 0,

    /// <summary>A line may end in LF without CR; some test tools write so.</summary>
    BareLineFeed = 1,

    /// <summary>A request may lack Max-Forwards, as RFC 2543 senders do.</summary>
    MissingMaxForwards = 2,

    /// <summary>A datagram may end after its last header line, without the empty line.</summary>
    MissingEmptyLine = 4,

    /// <summary>A header field that may come once may come again with the very same value.</summary>
    IdenticalRepetition = 8,

    /// <summary>All of them.</summary>
    All = BareLineFeed | MissingMaxForwards | MissingEmptyLine | IdenticalRepetition,
}
