using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>A SIP response.</summary>
public sealed class SipResponse : SipMessage
{
    private readonly (int Offset, int Length) _reason;

    internal SipResponse(in SipMessageLayout layout, SipStatus status, (int Offset, int Length) reason)
        : base(layout)
    {
        Status = status;
        _reason = reason;
    }

    /// <summary>Status code.</summary>
    public SipStatus Status { get; }

    /// <summary>Reason phrase as written, maybe empty.</summary>
    public Utf8Text ReasonPhrase => Part(_reason.Offset, _reason.Length);

    /// <summary>
    /// Starts a response as RFC 3261 §8.2.6 and §12.1.1 want it: Via, From, To, Call-ID and CSeq of the request;
    /// Timestamp in a 100; Record-Route in a 101–299 to a request that can make a dialog.
    /// </summary>
    public static SipResponseBuilder For(SipRequest request, SipStatus status)
    {
        SipResponseBuilder builder = new(status);
        builder.Copy(request, HeaderId.Via);
        bool makesDialog = request.Method.Kind is SipMethodKind.Invite or SipMethodKind.Subscribe or SipMethodKind.Refer or SipMethodKind.Notify;
        if (makesDialog && status.Code is > 100 and < 300)
        {
            builder.Copy(request, HeaderId.RecordRoute);
        }

        builder.Copy(request, HeaderId.From).Copy(request, HeaderId.To).Copy(request, HeaderId.CallId).Copy(request, HeaderId.CSeq);
        return status == SipStatus.Trying ? builder.Copy(request, HeaderId.Timestamp) : builder;
    }

    /// <summary>Starts a changed copy: same status line, rows and body.</summary>
    public SipResponseBuilder Edit()
    {
        SipResponseBuilder builder = new(Status);
        return builder.WithReason(ReasonPhrase).CopyAll(this);
    }

    /// <summary>Status line, for logs.</summary>
    public override string ToString() => $"{Status} {ReasonPhrase}";
}
