using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>A SIP request.</summary>
public sealed class SipRequest : SipMessage
{
    internal SipRequest(in SipMessageLayout layout, SipMethod method, AnyUri uri)
        : base(layout)
    {
        Method = method;
        Uri = uri;
    }

    /// <summary>Method of the request line.</summary>
    public SipMethod Method { get; }

    /// <summary>Request-URI: sip, sips or tel.</summary>
    public AnyUri Uri { get; }

    /// <summary>Starts a request of our own; Content-Length is added by <see cref="SipMessageBuilder{TSelf}.WithBody"/> and by building.</summary>
    public static SipRequestBuilder Create(SipMethod method, AnyUri uri) => new(method, uri);

    /// <summary>Starts a changed copy: same request line, rows and body.</summary>
    public SipRequestBuilder Edit()
    {
        SipRequestBuilder builder = new(Method, Uri);
        return builder.CopyAll(this);
    }

    /// <summary>Request line, for logs.</summary>
    public override string ToString() => $"{Method} {Uri}";
}
