using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>What a client transaction carries in its tag: whose request it is, and where else it may go.</summary>
internal sealed class CallRequest(CallEntry entry, RequestNumber number, IReadOnlyList<SipEndpoint> targets)
{
    private int _at;

    public CallEntry Entry => entry;

    public RequestNumber Number => number;

    /// <summary>The target of this try, with the transport that was asked for.</summary>
    public SipEndpoint Target => targets[_at];

    /// <summary>Contact as the call wrote it, before it was fitted to a target; empty: there is none.</summary>
    public Utf8Text Contact { get; init; }

    /// <summary>There is another target after this one.</summary>
    public bool HasMore => _at + 1 < targets.Count;

    /// <summary>The caller gave up: no other target is to ring.</summary>
    public bool IsCancelled { get; set; }

    public SipEndpoint Next() => targets[++_at];
}
