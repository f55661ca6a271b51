using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Builds a request.</summary>
public sealed class SipRequestBuilder : SipMessageBuilder<SipRequestBuilder>
{
    private AnyUri _uri;

    internal SipRequestBuilder(SipMethod method, AnyUri uri)
    {
        Method = method;
        _uri = uri.WithoutHeaders();
    }

    /// <summary>Method of the request.</summary>
    public SipMethod Method { get; }

    /// <summary>The Request-URI.</summary>
    public AnyUri Uri => _uri;

    /// <summary>Another Request-URI; the headers that a Contact or Refer-To may carry are left out (RFC 3261 §19.1.1).</summary>
    public SipRequestBuilder WithUri(AnyUri uri)
    {
        _uri = uri.WithoutHeaders();
        return this;
    }

    /// <summary>Sets CSeq to this number and the method of the request.</summary>
    public SipRequestBuilder WithCSeq(uint number) => Set(HeaderId.CSeq, CSeqHeader.Write(number, Method));

    /// <summary>Sets Max-Forwards.</summary>
    public SipRequestBuilder WithMaxForwards(int hops) => Set(HeaderId.MaxForwards, DecimalText.Of(hops));

    /// <summary>The request.</summary>
    /// <exception cref="InvalidOperationException">A mandatory header is missing or malformed; a bug of the program.</exception>
    public SipRequest Build() => (SipRequest)BuildMessage();

    private protected override int StartLineLength => Method.Name.Length + 1 + _uri.Raw.Length + Version.Length;

    private static ReadOnlySpan<byte> Version => " SIP/2.0"u8;

    private protected override void WriteStartLine(ref SpanWriter writer)
    {
        writer.Put(Method.Name.Span);
        writer.Put(" "u8);
        writer.Put(_uri.Raw.Span);
        writer.Put(Version);
    }

    // What the message says of itself points into its own octets, so that it keeps no other message alive.
    private protected override SipMessage Make(in SipMessageLayout layout)
    {
        if (Method.Name.IsEmpty || _uri.Raw.IsEmpty)
        {
            throw new InvalidOperationException("a request has a method and a URI");
        }

        AnyUri uri = AnyUri.OfChecked(new Utf8Text(layout.Buffer, Method.Name.Length + 1, _uri.Raw.Length));
        SipMethod method = Method.Kind is SipMethodKind.Other ? SipMethod.Of(new Utf8Text(layout.Buffer, 0, Method.Name.Length)) : Method;
        return new SipRequest(layout, method, uri);
    }
}
