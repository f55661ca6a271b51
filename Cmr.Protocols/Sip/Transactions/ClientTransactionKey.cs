using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What identifies a client transaction, RFC 3261 §17.1.3: the branch of its Via and the CSeq method.</summary>
/// <param name="Branch">Branch.</param>
/// <param name="Method">CSeq method.</param>
internal readonly record struct ClientTransactionKey(Utf8Text Branch, SipMethod Method);
