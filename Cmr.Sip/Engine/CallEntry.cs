using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>A call and what its engine keeps for it.</summary>
internal sealed class CallEntry(CallKey key, RingingCall call, ServerTransaction invite)
{
    public CallKey Key => key;

    public RingingCall Call => call;

    public ServerTransaction Invite => invite;

    /// <summary>The deadline that stands in the schedule, whose business it is; the greatest value: none.</summary>
    public TimeSpan ScheduledAt { get; set; } = TimeSpan.MaxValue;

    public bool HasEnded { get; set; }

    /// <summary>Transactions that carry requests of the call, until they end.</summary>
    public Dictionary<RequestNumber, ClientTransaction> Requests { get; } = [];

    /// <summary>Requests that wait for the address of their next hop.</summary>
    public HashSet<RequestNumber> Parked { get; } = [];

    public HashSet<DialogId> Dialogs { get; } = [];

    public HashSet<MediaSessionId> MediaSessions { get; } = [];

    /// <summary>Presentations going on.</summary>
    public HashSet<Guid> Presentations { get; } = [];
}
