using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Engine;

/// <summary>
/// Notices an INVITE of ours that comes back (RFC 3261 §16.3 item 4). A back-to-back user agent writes no Via of others, so the way round shows as
/// our own Via below that of the neighbour. It is a loop when the request would be treated as the one that it was made of: same Request-URI, same
/// Route. With another Route it is a spiral, as when one server serves the caller and then the called party (3GPP TS 23.218 §6); Max-Forwards bounds those.
/// </summary>
internal sealed class LoopDetection(TransactionLayer transactions)
{
    public bool HasLooped(SipRequest invite)
    {
        bool top = true;
        foreach (Utf8Text value in invite.Values(HeaderId.Via))
        {
            bool below = !top;
            top = false;
            if (below && ViaHeader.TryRead(value, out ViaHeader via) && transactions.FindSent(via, SipMethod.Invite)?.Tag is CallRequest sent
                && IsTreatedAs(invite, sent.Entry.Invite.Request)) return true;
        }

        return false;
    }

    private static bool IsTreatedAs(SipRequest invite, SipRequest before) =>
        invite.Uri.Raw == before.Uri.Raw && invite.Routes.Select(route => route.Uri.Raw).SequenceEqual(before.Routes.Select(route => route.Uri.Raw));
}
