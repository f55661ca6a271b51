using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Builds a response.</summary>
public sealed class SipResponseBuilder : SipMessageBuilder<SipResponseBuilder>
{
    private readonly SipStatus _status;
    private Utf8Text _reason;

    internal SipResponseBuilder(SipStatus status)
    {
        _status = status;
        _reason = status.DefaultReason;
    }

    /// <summary>Another reason phrase.</summary>
    public SipResponseBuilder WithReason(Utf8Text phrase)
    {
        _reason = SipText.Unfold(phrase);
        return this;
    }

    /// <summary>The response.</summary>
    /// <exception cref="InvalidOperationException">A mandatory header is missing or malformed; a bug of the program.</exception>
    public SipResponse Build() => (SipResponse)BuildMessage(SipText.Concat("SIP/2.0 ", _status.ToString(), " ", _reason));
}
