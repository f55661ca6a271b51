namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What the owner of a session timer has to do.</summary>
public enum SessionTimerAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Send a refresh: UPDATE, or re-INVITE where the peer has no UPDATE.</summary>
    Refresh,

    /// <summary>The session expired: send BYE (RFC 4028 §10).</summary>
    HangUp,
}
