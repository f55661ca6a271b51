using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>One dialog of a call and the session in it.</summary>
internal abstract class LegDialog(LegSide side, Dialog dialog, SessionOwnership session, SessionTimer timer)
{
    private SdpDescription? _peerSession;
    private Utf8Text _peerOctets;

    /// <summary>Whose dialog it is.</summary>
    public LegSide Side => side;

    public Dialog Dialog => dialog;

    /// <summary>The session descriptions that this node sends in the dialog.</summary>
    public SessionOwnership Session => session;

    /// <summary>The session timer of the leg; it runs once the dialog is confirmed.</summary>
    public SessionTimer Timer => timer;

    /// <summary>A 2xx made it a confirmed dialog: session timers apply (RFC 4028 says nothing of early ones).</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>The peer's Allow lists UPDATE.</summary>
    public bool AllowsUpdate { get; set; }

    public OfferAnswerExchange Exchange { get; } = new();

    /// <summary>The exchange of early sessions, apart from that of the session: glare in one is none in the other (RFC 3959 §4, RFC 6337).</summary>
    public OfferAnswerExchange? EarlyExchange { get; set; }

    /// <summary>The newest description that the peer sent: what the other leg is to be told.</summary>
    public SdpDescription? PeerSession
    {
        get => _peerSession ??= SdpDescription.TryRead(_peerOctets, SdpLimits.Default, out SdpDescription? read).IsComplete ? read : null;
        set => (_peerSession, _peerOctets) = (value, default);
    }

    /// <summary>A 2xx to an INVITE of the peer that waits for its ACK.</summary>
    public AcceptedInvite? Accepted { get; set; }

    /// <summary>A re-INVITE is open, of ours or of the peer: another one would be glare (RFC 3261 §14).</summary>
    public bool HasOpenInvite { get; set; }

    /// <summary>Our BYE left.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Nothing is going on: descriptions are kept as octets of their own, a tenth of what they take when read.</summary>
    public void Rest()
    {
        session.Rest();
        if (_peerSession is null) return;
        _peerOctets = _peerSession.ToText().Detach();
        _peerSession = null;
    }
}
