using Cmr.Protocols.Sip.Dialogs;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>A dialog with the caller. There is one for each early dialog of the called side that the caller was shown.</summary>
internal sealed class CallerDialog(Dialog dialog, SessionOwnership session, SessionTimer timer) : LegDialog(LegSide.Caller, dialog, session, timer)
{
    /// <summary>A response with a session description left.</summary>
    public bool SessionShown { get; set; }

    /// <summary>A reliable response with a session description left, or waits for the PRACK of another.</summary>
    public bool SessionPromised { get; set; }

    /// <summary>A reliable response with a session description was acknowledged: the exchange of the INVITE is over.</summary>
    public bool SessionAcknowledged { get; set; }
}
