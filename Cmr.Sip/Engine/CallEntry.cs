using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Engine;

/// <summary>A call and what its engine keeps for it.</summary>
internal sealed class CallEntry(CallKey key, RingingCall call, ServerTransaction invite)
{
    public CallKey Key => key;

    public RingingCall Call => call;

    public ServerTransaction Invite => invite;

    /// <summary>Who calls.</summary>
    public CallerIdentity Caller { get; init; }

    /// <summary>The deadline that stands in the schedule, whose business it is; the greatest value: none.</summary>
    public TimeSpan ScheduledAt { get; set; } = TimeSpan.MaxValue;

    public bool HasEnded { get; set; }

    /// <summary>Which of our addresses the called side is spoken to from; <see langword="null"/> until its INVITE is sent.</summary>
    public byte? CalledListener { get; set; }

    /// <summary>Transactions that carry requests of the call, until they end.</summary>
    public OpenRequests Requests { get; } = new();

    /// <summary>Requests that wait for the address of their next hop.</summary>
    public List<RequestNumber> Parked { get; } = new(1);

    /// <summary>Dialogs that belong to the call: two, and one more for each fork while it rings.</summary>
    public List<DialogId> Dialogs { get; } = new(2);

    public List<MediaSessionId>? MediaSessions { get; set; }

    /// <summary>Presentations going on; most calls have none.</summary>
    public List<Guid>? Presentations { get; set; }

    /// <summary>Whether a dialog is one with the called side; the caller's have its own Call-ID.</summary>
    public bool IsOfCalledSide(Utf8Text callId) => callId != invite.Request.CallId;

    /// <summary>Which of our addresses the requests of a dialog leave from: the one that the peer knows. <see langword="null"/>: it knows none yet.</summary>
    public byte? ListenerOf(Utf8Text callId) => IsOfCalledSide(callId) ? CalledListener : invite.ResponseDestination.Listener;
}
