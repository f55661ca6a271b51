using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Tracing;

/// <summary>A message at the edge of the node.</summary>
/// <param name="IsIncoming">It came in.</param>
/// <param name="Peer">Who is at the other end; it knows the transport and which of our addresses is at this one.</param>
/// <param name="Octets">The message as on the wire. They never change, so they may be kept.</param>
/// <param name="Message">The message; <see langword="null"/> when it is malformed or a reply to such a one.</param>
/// <param name="CallerCallId">Call-ID of the caller's leg, where the sender knows what call this belongs to; of every INVITE to a called party it does.</param>
internal readonly record struct SeenMessage(bool IsIncoming, SipEndpoint Peer, ReadOnlyMemory<byte> Octets, SipMessage? Message, Utf8Text CallerCallId);
