using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>
/// Calls know one Contact; towards a peer over TCP or TLS, or at another of our addresses, it has to name that transport and address,
/// or the peer's next request would go astray (RFC 3261 §12.1.1).
/// </summary>
internal static class Contacts
{
    /// <summary>The request with the Contact for its target.</summary>
    public static SipRequestBuilder Localize(SipRequestBuilder request, LocalNode node, SipEndpoint target)
    {
        Utf8Text written = request.ValueOf(HeaderId.Contact);
        if (!IsOurs(written, node)) return request;
        bool secure = target.Transport is SipTransport.Tls && IsSecure(request.ValueOf(HeaderId.Route), request.Uri);
        Utf8Text wanted = node.ContactTowards(target, secure);
        return wanted == node.Contact ? request : request.Set(HeaderId.Contact, $"{wanted}{written.Slice(node.Contact.Length)}");
    }

    /// <summary>The response with the Contact for the peer that gets it.</summary>
    public static SipResponse Localize(SipResponse response, LocalNode node, ServerTransaction transaction)
    {
        Utf8Text written = response.Value(HeaderId.Contact);
        if (!IsOurs(written, node)) return response;
        SipEndpoint peer = transaction.ResponseDestination;
        bool secure = peer.Transport is SipTransport.Tls && IsSecure(transaction.Request);
        Utf8Text wanted = node.ContactTowards(peer, secure);
        return wanted == node.Contact ? response : response.Edit().Set(HeaderId.Contact, $"{wanted}{written.Slice(node.Contact.Length)}").Build();
    }

    private static bool IsOurs(Utf8Text contact, LocalNode node) => contact.Span.StartsWith(node.Contact.Span);

    // RFC 3261 §12.1.1: the Request-URI, else the first Record-Route, else the Contact of the peer
    private static bool IsSecure(SipRequest request) =>
        request.Uri.Scheme is UriScheme.Sips
        || (request.RecordRoutes is [{ } first, ..] ? first.Uri.Scheme is UriScheme.Sips : request.Contact is { IsWildcard: false } contact && contact.Uri.Scheme is UriScheme.Sips);

    // RFC 3261 §8.1.1.8
    private static bool IsSecure(Utf8Text route, AnyUri uri) =>
        uri.Scheme is UriScheme.Sips || (AddressHeader.TryRead(route, out AddressHeader first) && first.Uri.Scheme is UriScheme.Sips);
}
