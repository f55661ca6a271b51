using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>A dialog with the called side: one for each To tag, since the INVITE may fork behind us.</summary>
internal sealed class CalledDialog(Dialog dialog, SessionOwnership session, SessionTimer timer) : LegDialog(LegSide.Called, dialog, session, timer)
{
    /// <summary>Order of this dialog's reliable responses.</summary>
    public ReliableReceiver Reliability { get; } = new();

    /// <summary>The descriptions of an early session that this node sends in the dialog.</summary>
    public SessionOwnership? EarlySession { get; set; }

    /// <summary>Reliable responses acknowledged so far; each costs us a PRACK to an address of the party's choice.</summary>
    public int Acknowledged { get; set; }

    /// <summary>The answer that refuses the offer of its 2xx; the same in each ACK.</summary>
    public SdpDescription? Refusal { get; set; }
}
