namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>The order of the reliable provisional responses of one early dialog, seen by the client (RFC 3262 §4).</summary>
public sealed class ReliableReceiver
{
    private uint? _last;

    /// <summary>Judges a response by its RSeq. The first one starts the count at any value.</summary>
    /// <param name="rSeq">The response's RSeq.</param>
    public ReliableReceipt Receive(uint rSeq)
    {
        if (_last is { } last && rSeq != last + 1)
            return rSeq <= last ? ReliableReceipt.Repeated : ReliableReceipt.OutOfOrder;
        _last = rSeq;
        return ReliableReceipt.InOrder;
    }
}
