using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>Names a dialog at this end (RFC 3261 §12).</summary>
/// <param name="CallId">Call-ID.</param>
/// <param name="LocalTag">Our tag.</param>
/// <param name="RemoteTag">The peer's tag; empty for a peer of RFC 2543 without one.</param>
public readonly record struct DialogId(Utf8Text CallId, Utf8Text LocalTag, Utf8Text RemoteTag)
{
    /// <summary>The dialog that a request of the peer belongs to.</summary>
    /// <param name="request">A request with a To tag.</param>
    public static DialogId OfReceived(SipRequest request) => new(request.CallId, request.To.Tag, request.From.Tag);

    /// <summary>The same id in memory of its own, not holding on to the message it was read from.</summary>
    public DialogId Detach() => new(CallId.Detach(), LocalTag.Detach(), RemoteTag.Detach());
}
