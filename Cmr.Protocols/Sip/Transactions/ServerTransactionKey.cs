using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What identifies a server transaction, RFC 3261 §17.2.3: branch, sent-by, method (that of the INVITE for its ACK).</summary>
/// <param name="Branch">Branch of the top Via.</param>
/// <param name="SentBy">Sent-by of the top Via.</param>
/// <param name="Method">Method; INVITE for an ACK.</param>
internal readonly record struct ServerTransactionKey(Utf8Text Branch, HostPort SentBy, SipMethod Method)
{
    /// <summary>The same key, not holding on to the message it was read from.</summary>
    internal ServerTransactionKey Detach() => new(Branch.Detach(), SentBy with { Host = SentBy.Host.Detach() }, Method);

    internal static ServerTransactionKey Of(SipRequest request, SipMethod method)
    {
        Headers.ViaHeader via = request.TopVia;
        return new ServerTransactionKey(via.Branch, via.SentBy, method);
    }
}
