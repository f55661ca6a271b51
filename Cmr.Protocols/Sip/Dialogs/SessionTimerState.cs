namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>Where the session timer of one dialog stands.</summary>
public enum SessionTimerState
{
    /// <summary>No interval was agreed.</summary>
    Off,

    /// <summary>We refresh; the next time is not yet.</summary>
    Local,

    /// <summary>Our refresh is under way.</summary>
    Refreshing,

    /// <summary>The peer refreshes.</summary>
    Remote,

    /// <summary>The session expired or ended.</summary>
    Over,
}
