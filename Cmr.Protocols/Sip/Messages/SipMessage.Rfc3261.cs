using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <content>Typed views of the other header fields of RFC 3261 §20.</content>
public abstract partial class SipMessage
{
    /// <summary>Accept: media types for the body of the response.</summary>
    public TypedHeaderValues<MediaRangeHeader> Accept => All<MediaRangeHeader>(HeaderId.Accept, MediaRangeHeader.TryRead);

    /// <summary>Accept-Encoding.</summary>
    public TypedHeaderValues<CodingHeader> AcceptEncoding => All<CodingHeader>(HeaderId.AcceptEncoding, CodingHeader.TryRead);

    /// <summary>Accept-Language.</summary>
    public TypedHeaderValues<CodingHeader> AcceptLanguage => All<CodingHeader>(HeaderId.AcceptLanguage, CodingHeader.TryRead);

    /// <summary>Alert-Info, URNs of RFC 7462 too.</summary>
    public TypedHeaderValues<UriReferenceHeader> AlertInfo => All<UriReferenceHeader>(HeaderId.AlertInfo, UriReferenceHeader.TryRead);

    /// <summary>Call-Info.</summary>
    public TypedHeaderValues<UriReferenceHeader> CallInfo => All<UriReferenceHeader>(HeaderId.CallInfo, UriReferenceHeader.TryRead);

    /// <summary>Error-Info.</summary>
    public TypedHeaderValues<UriReferenceHeader> ErrorInfo => All<UriReferenceHeader>(HeaderId.ErrorInfo, UriReferenceHeader.TryRead);

    /// <summary>Content-Encoding, first applied first.</summary>
    public TypedHeaderValues<CodingHeader> ContentEncoding => All<CodingHeader>(HeaderId.ContentEncoding, CodingHeader.TryRead);

    /// <summary>Content-Language.</summary>
    public TypedHeaderValues<CodingHeader> ContentLanguage => All<CodingHeader>(HeaderId.ContentLanguage, CodingHeader.TryRead);

    /// <summary>Date; its comma does not separate values.</summary>
    public DateHeader? Date => OptionalRow<DateHeader>(HeaderId.Date, DateHeader.TryRead);

    /// <summary>In-Reply-To: Call-IDs.</summary>
    public HeaderFieldValues InReplyTo => Values(HeaderId.InReplyTo);

    /// <summary>Min-Expires in seconds.</summary>
    public uint? MinExpires => Number(HeaderId.MinExpires, uint.MaxValue);

    /// <summary>MIME-Version.</summary>
    public Utf8Text MimeVersion => Value(HeaderId.MimeVersion);

    /// <summary>Organization.</summary>
    public Utf8Text Organization => Value(HeaderId.Organization);

    /// <summary>Priority: emergency, urgent, normal, non-urgent or another token.</summary>
    public Utf8Text Priority => Value(HeaderId.Priority);

    /// <summary>Option tags that a proxy must understand.</summary>
    public HeaderFieldValues ProxyRequire => Values(HeaderId.ProxyRequire);

    /// <summary>Reply-To.</summary>
    public AddressHeader? ReplyTo => Optional<AddressHeader>(HeaderId.ReplyTo, AddressHeader.TryRead);

    /// <summary>Server.</summary>
    public Utf8Text Server => Value(HeaderId.Server);

    /// <summary>Subject.</summary>
    public Utf8Text Subject => Value(HeaderId.Subject);

    /// <summary>Timestamp.</summary>
    public TimestampHeader? Timestamp => Optional<TimestampHeader>(HeaderId.Timestamp, TimestampHeader.TryRead);

    /// <summary>Option tags that the sender did not understand.</summary>
    public HeaderFieldValues Unsupported => Values(HeaderId.Unsupported);

    /// <summary>User-Agent.</summary>
    public Utf8Text UserAgent => Value(HeaderId.UserAgent);

    /// <summary>Warning.</summary>
    public TypedHeaderValues<WarningHeader> Warnings => All<WarningHeader>(HeaderId.Warning, WarningHeader.TryRead);

    /// <summary>All credentials for us, one row a realm; rows that cannot be read are passed over.</summary>
    public TypedHeaderRows<AuthenticationHeader> Authorizations => new(this, HeaderId.Authorization, AuthenticationHeader.TryRead);

    /// <summary>First Authorization row.</summary>
    public AuthenticationHeader? Authorization => OptionalRow<AuthenticationHeader>(HeaderId.Authorization, AuthenticationHeader.TryRead);

    /// <summary>All credentials for proxies.</summary>
    public TypedHeaderRows<AuthenticationHeader> ProxyAuthorizations => new(this, HeaderId.ProxyAuthorization, AuthenticationHeader.TryRead);

    /// <summary>First Proxy-Authorization row.</summary>
    public AuthenticationHeader? ProxyAuthorization => OptionalRow<AuthenticationHeader>(HeaderId.ProxyAuthorization, AuthenticationHeader.TryRead);

    /// <summary>All challenges of the other user agent, the one it likes best first (RFC 8760 §2.3).</summary>
    public TypedHeaderRows<AuthenticationHeader> WwwChallenges => new(this, HeaderId.WwwAuthenticate, AuthenticationHeader.TryRead);

    /// <summary>First WWW-Authenticate row.</summary>
    public AuthenticationHeader? WwwAuthenticate => OptionalRow<AuthenticationHeader>(HeaderId.WwwAuthenticate, AuthenticationHeader.TryRead);

    /// <summary>All challenges of proxies, the one liked best first.</summary>
    public TypedHeaderRows<AuthenticationHeader> ProxyChallenges => new(this, HeaderId.ProxyAuthenticate, AuthenticationHeader.TryRead);

    /// <summary>First Proxy-Authenticate row.</summary>
    public AuthenticationHeader? ProxyAuthenticate => OptionalRow<AuthenticationHeader>(HeaderId.ProxyAuthenticate, AuthenticationHeader.TryRead);

    /// <summary>Authentication-Info.</summary>
    public AuthenticationHeader? AuthenticationInfo => OptionalRow<AuthenticationHeader>(HeaderId.AuthenticationInfo, AuthenticationHeader.TryReadInfo);
}
