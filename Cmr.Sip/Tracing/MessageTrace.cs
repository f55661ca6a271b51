using System.Collections.Concurrent;
using System.Threading.Channels;
using Cmr.Domain.Parties;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Tracing;

/// <summary>Picks the messages of one trace and keeps a few until they are read. What comes faster is left out, and told.</summary>
internal sealed class MessageTrace(TraceRequest request, NumberingPlan plan, TimeProvider time) : IMessageWatcher
{
    /// <summary>Messages that may wait.</summary>
    public const int Capacity = 2048;

    private const long OctetsCapacity = 8 << 20;
    private const int MostCalls = 10_000;
    private readonly Channel<(SeenMessage Seen, DateTimeOffset At, string? Leg)> _waiting = Channel.CreateBounded<(SeenMessage, DateTimeOffset, string?)>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    // Call-IDs of the calls that are followed, and whether they are those of a called party's leg
    private readonly ConcurrentDictionary<string, bool> _followed = new(StringComparer.Ordinal);
    private long _octets;
    private long _missed;

    /// <summary>Messages, picked, in the order they passed.</summary>
    public ChannelReader<(SeenMessage Seen, DateTimeOffset At, string? Leg)> Messages => _waiting.Reader;

    /// <summary>Messages left out since this was asked last.</summary>
    public long TakeMissed() => Interlocked.Exchange(ref _missed, 0);

    /// <summary>A message was read from <see cref="Messages"/>.</summary>
    public void Took(in SeenMessage seen) => Interlocked.Add(ref _octets, -seen.Octets.Length);

    public void See(in SeenMessage seen)
    {
        string? callId = seen.Message?.CallId.ToString();
        if (!Concerns(seen, callId)) return;
        bool isCalled = callId is not null && _followed.TryGetValue(callId, out bool known) && known;
        string? leg = isCalled ? "called" : callId is not null && _followed.ContainsKey(callId) ? "caller" : null;
        if (Interlocked.Add(ref _octets, seen.Octets.Length) <= OctetsCapacity && _waiting.Writer.TryWrite((seen, time.GetUtcNow(), leg))) return;
        Interlocked.Add(ref _octets, -seen.Octets.Length);
        Interlocked.Increment(ref _missed);
    }

    /// <summary>Looks at a call that was there before; called by the owner of the call, so it is quick.</summary>
    public void Consider(SipRequest invite, Utf8Text calledCallId)
    {
        bool isMeant = request.Number is { } number ? CallParties.MayName(invite, number) && CallParties.Name(invite, number, plan)
            : request.CallId is { } callId && (invite.CallId.ToString() == callId || calledCallId.ToString() == callId);
        if (isMeant) Follow(invite.CallId.ToString(), calledCallId.ToString());
    }

    private bool Concerns(in SeenMessage seen, string? callId)
    {
        if (request.Peer is { } peer) return peer.Matches(seen.Peer);
        if (callId is null || seen.Message is not { } message) return false;
        string? caller = seen.CallerCallId.IsEmpty ? null : seen.CallerCallId.ToString();
        bool isMeant = _followed.ContainsKey(callId) || (caller is not null && _followed.ContainsKey(caller)) || callId == request.CallId || (caller is not null && caller == request.CallId)
            || (request.Number is { } number && CallParties.Name(message, number, plan));
        if (isMeant && caller is not null && caller != callId) Follow(caller, callId);
        else if (isMeant && _followed.Count < MostCalls) _followed.TryAdd(callId, false);
        return isMeant;
    }

    private void Follow(string caller, string called)
    {
        if (_followed.Count >= MostCalls) return;
        _followed[caller] = false;
        _followed[called] = true;
    }
}
