namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What can happen to a session timer.</summary>
public enum SessionTimerInput
{
    /// <summary>A 2xx left or came by which we refresh.</summary>
    AgreedLocal,

    /// <summary>A 2xx left or came by which the peer refreshes.</summary>
    AgreedRemote,

    /// <summary>A 2xx left or came that sets no interval.</summary>
    AgreedNone,

    /// <summary>Half of the interval has passed, or a failed refresh may be tried again.</summary>
    RefreshDue,

    /// <summary>Our refresh failed in a way that leaves the dialog alone; it may be tried again.</summary>
    RefreshFailed,

    /// <summary>The interval is about to end without a refresh.</summary>
    ExpiryDue,

    /// <summary>The dialog ends.</summary>
    Stop,
}
