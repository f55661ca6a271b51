using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Transport;

/// <summary>Takes well-formed messages. Called on any thread; does not wait and does not throw.</summary>
internal interface IMessageSink
{
    /// <summary>Octets came; whether their source may be listened to now. What came as a datagram is dropped otherwise, a stream is read later.</summary>
    bool MayTalk(in SipEndpoint source) => true;

    /// <summary>They were malformed; whether the source may be told.</summary>
    bool MayBeTold(in SipEndpoint source) => true;

    /// <summary>Hands a message over.</summary>
    /// <returns>False when there is no room now. A datagram is lost then, a stream waits.</returns>
    bool TryAccept(SipMessage message, SipEndpoint source);
}
