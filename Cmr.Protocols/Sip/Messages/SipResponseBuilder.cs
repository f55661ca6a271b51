using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Builds a response.</summary>
public sealed class SipResponseBuilder : SipMessageBuilder<SipResponseBuilder>
{
    private const int CodeLength = 3;
    private readonly SipStatus _status;
    private Utf8Text _reason;

    internal SipResponseBuilder(SipStatus status)
    {
        _status = status;
        _reason = SipReasonPhrases.TextFor(status.Code);
    }

    /// <summary>Its status.</summary>
    public SipStatus Status => _status;

    /// <summary>Another reason phrase.</summary>
    public SipResponseBuilder WithReason(Utf8Text phrase)
    {
        _reason = SipText.Unfold(phrase);
        return this;
    }

    /// <summary>The response.</summary>
    /// <exception cref="InvalidOperationException">A mandatory header is missing or malformed; a bug of the program.</exception>
    public SipResponse Build() => (SipResponse)BuildMessage();

    private protected override int StartLineLength => Version.Length + CodeLength + 1 + _reason.Length;

    private static ReadOnlySpan<byte> Version => "SIP/2.0 "u8;

    private protected override void WriteStartLine(ref SpanWriter writer)
    {
        writer.Put(Version);
        writer.Put(DecimalText.Of(_status.Code).Span);
        writer.Put(" "u8);
        writer.Put(_reason.Span);
    }

    private protected override SipMessage Make(in SipMessageLayout layout) =>
        _status.Code is < 100 or > 699
            ? throw new InvalidOperationException($"{_status} is no status code")
            : new SipResponse(layout, _status, (Version.Length + CodeLength + 1, _reason.Length));
}
