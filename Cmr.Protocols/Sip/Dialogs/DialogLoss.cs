namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What a failure response to a request within a dialog ends, RFC 5057 §5.</summary>
public enum DialogLoss
{
    /// <summary>Nothing but the transaction.</summary>
    Transaction,

    /// <summary>The usage that the request belongs to: the call, or the subscription.</summary>
    Usage,

    /// <summary>The dialog with all its usages.</summary>
    Dialog,
}
