using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>One dialog of a party and how far its session is.</summary>
internal sealed class PartyDialog(Dialog dialog, PartySession session)
{
    private OfferAnswerState _exchange;

    public Dialog Dialog => dialog;

    public PartySession Session => session;

    /// <summary>Where the exchange of offer and answer stands, as this party sees it.</summary>
    public OfferAnswerState Exchange
    {
        get => _exchange;
        set
        {
            _exchange = value;
            ChangedAt = Now();
        }
    }

    /// <summary>The clock of the party.</summary>
    public required Func<TimeSpan> Now { get; init; }

    /// <summary>A 2xx was sent or came.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>The ACK to the first 2xx was sent or came.</summary>
    public bool IsAcknowledged { get; set; }

    public bool IsOver { get; private set; }

    /// <summary>An answer went out or came in for good: either side may make offers.</summary>
    public bool IsSettled { get; set; }

    /// <summary>A re-INVITE is open, in either direction.</summary>
    public bool HasOpenInvite { get; set; }

    /// <summary>A 2xx of this party that waits for its ACK.</summary>
    public (ServerTransaction Transaction, SipResponse Success, SuccessRetransmission Retransmission)? Unacknowledged { get; set; }

    /// <summary>Reliable responses of this party.</summary>
    public ReliableProvisionals<SipResponse>? Reliable { get; set; }

    /// <summary>RSeq of the last reliable response of the peer that was taken.</summary>
    public uint? LastRSeq { get; set; }

    /// <summary>The answer that the ACK of a late offer carries, each time it is sent.</summary>
    public (uint Number, SdpDescription Answer)? AckSession { get; set; }

    public TimeSpan ChangedAt { get; private set; }

    public bool IsUp => IsConfirmed && IsAcknowledged && !IsOver;

    public void Confirm()
    {
        IsConfirmed = true;
        ChangedAt = Now();
    }

    public void End()
    {
        if (IsOver) return;
        IsOver = true;
        Unacknowledged = null;
        Reliable?.Stop();
        ChangedAt = Now();
    }
}
