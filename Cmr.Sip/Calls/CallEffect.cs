using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Calls;

/// <summary>What a call wants done, in order.</summary>
internal abstract record CallEffect
{
    private CallEffect()
    {
    }

    /// <summary>Sends a request, still without Via, in a client transaction of its own.</summary>
    public sealed record SendRequest(RequestNumber Number, SipRequestBuilder Request, HopWish Hop) : CallEffect;

    /// <summary>Sends the ACK to a 2xx, outside any transaction.</summary>
    public sealed record SendAck(SipRequestBuilder Ack, HopWish Hop) : CallEffect;

    /// <summary>Cancels an INVITE of the call, as soon as that is allowed.</summary>
    /// <param name="Number">The INVITE.</param>
    /// <param name="Reason">Value of Reason (RFC 3326); empty for none.</param>
    public sealed record SendCancel(RequestNumber Number, Utf8Text Reason) : CallEffect;

    /// <summary>Answers a request.</summary>
    public sealed record Respond(ServerTransaction Transaction, SipResponse Response) : CallEffect;

    /// <summary>In-dialog requests of this dialog belong to this call from now on.</summary>
    public sealed record OwnDialog(DialogId Dialog, LegSide Side) : CallEffect;

    /// <summary>In-dialog requests of this dialog are answered 481 from now on.</summary>
    public sealed record DisownDialog(DialogId Dialog) : CallEffect;

    /// <summary>Asks what to present; comes back as <see cref="CallInput.Chosen"/>.</summary>
    public sealed record Choose(ChoiceQuestion Question) : CallEffect;

    /// <summary>Sends a command to the media workers; comes back as <see cref="CallInput.Media"/>.</summary>
    public sealed record Media(MediaCommand Command) : CallEffect;

    /// <summary>The caller hears something from now on.</summary>
    public sealed record PresentationBegan(PresentationNews News) : CallEffect;

    /// <summary>That presentation is over.</summary>
    public sealed record PresentationEnded(Guid Presentation) : CallEffect;

    /// <summary>Answers a <see cref="CallInput.StopPresentation"/>.</summary>
    /// <param name="Request">Names the wish.</param>
    /// <param name="Stopped">Something was presented, and is no more.</param>
    public sealed record StopAnswered(Guid Request, bool Stopped) : CallEffect;

    /// <summary>The call is settled: its record may be written.</summary>
    public sealed record Report(CallSummary Summary) : CallEffect;

    /// <summary>Nothing of the call is left.</summary>
    public sealed record End : CallEffect;
}
