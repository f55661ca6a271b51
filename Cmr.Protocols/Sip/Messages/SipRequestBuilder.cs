using System.Globalization;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Builds a request.</summary>
public sealed class SipRequestBuilder : SipMessageBuilder<SipRequestBuilder>
{
    private AnyUri _uri;

    internal SipRequestBuilder(SipMethod method, AnyUri uri)
    {
        Method = method;
        _uri = uri;
    }

    /// <summary>Method of the request.</summary>
    public SipMethod Method { get; }

    /// <summary>The Request-URI.</summary>
    public AnyUri Uri => _uri;

    /// <summary>Another Request-URI.</summary>
    public SipRequestBuilder WithUri(AnyUri uri)
    {
        _uri = uri;
        return this;
    }

    /// <summary>Sets CSeq to this number and the method of the request.</summary>
    public SipRequestBuilder WithCSeq(uint number) => Set(HeaderId.CSeq, new CSeqHeader(number, Method).ToString());

    /// <summary>Sets Max-Forwards.</summary>
    public SipRequestBuilder WithMaxForwards(int hops) => Set(HeaderId.MaxForwards, hops.ToString(CultureInfo.InvariantCulture));

    /// <summary>The request.</summary>
    /// <exception cref="InvalidOperationException">A mandatory header is missing or malformed; a bug of the program.</exception>
    public SipRequest Build() => (SipRequest)BuildMessage(SipText.Concat(Method.Name, " ", _uri.Raw, " SIP/2.0"));
}
