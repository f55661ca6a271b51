using System.Threading.Channels;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport;

namespace Cmr.Tests.Sip.Transport;

/// <summary>Keeps what a transport delivers.</summary>
internal sealed class CollectingSink(ChannelWriter<SipMessage> messages) : IMessageSink
{
    public SipEndpoint LastSource { get; private set; }

    public bool TryAccept(SipMessage message, SipEndpoint source)
    {
        LastSource = source;
        return messages.TryWrite(message);
    }
}
