using System.Net;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Transport.Live;

/// <summary>One end of a transport in the hands of a test: messages out, messages in, nothing else by itself.</summary>
internal abstract class SipWire : IDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<SipMessage> _unread = [];

    /// <summary>Own address and port.</summary>
    public abstract IPEndPoint Local { get; }

    /// <summary>Transport token of Via.</summary>
    public abstract string Token { get; }

    /// <summary>URI at which this end takes requests.</summary>
    public virtual string Uri => $"sip:peer@{Local};transport={Token.ToLowerInvariant()}";

    public abstract Task SendAsync(ReadOnlyMemory<byte> octets);

    public Task SendAsync(SipMessage message) => SendAsync(message.Bytes);

    /// <summary>The next message that fits; others before it are kept.</summary>
    public async Task<SipMessage> HearAsync(Func<SipMessage, bool> fits)
    {
        for (int at = 0; ; at++)
        {
            if (at == _unread.Count) _unread.Add(await NextAsync());
            SipMessage message = _unread[at];
            if (!fits(message)) continue;
            _unread.RemoveAt(at);
            return message;
        }
    }

    /// <summary>The next request of a method.</summary>
    public async Task<SipRequest> HearRequestAsync(string method) => (SipRequest)await HearAsync(message => message is SipRequest request && request.Method.ToString() == method);

    /// <summary>The next response to a method with a status that is final, or has at least the status wanted.</summary>
    public async Task<SipResponse> HearResponseAsync(string method, int atLeast = 200) =>
        (SipResponse)await HearAsync(message => message is SipResponse response && response.CSeq.Method.ToString() == method && response.Status.Code >= atLeast);

    public abstract void Dispose();

    protected abstract Task<SipMessage> NextAsync();

    protected static SipMessage Read(ReadOnlySpan<byte> octets)
    {
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        Assert.IsNotNull(message, $"{outcome.Reason}: {System.Text.Encoding.UTF8.GetString(octets)}");
        return message;
    }
}
