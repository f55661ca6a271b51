using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>
/// One dialog (RFC 3261 §12): who the ends are, where requests go, and how they are numbered.
/// It says nothing about sessions or about whether the dialog is early or confirmed.
/// </summary>
public sealed class Dialog
{
    private const int MaxForwards = 70;
    private readonly Utf8Text _local;
    private readonly Utf8Text _remote;
    private Utf8Text[] _routeSet;
    private AnyUri _remoteTarget;
    private uint _localCSeq;
    private uint? _remoteCSeq;

    // A dialog may last for hours: nothing in it holds on to the messages that it was made of
    private Dialog(DialogId id, Utf8Text local, Utf8Text remote, Utf8Text[] routeSet, AnyUri remoteTarget)
    {
        Utf8Text[] parts = SipText.Together(id.CallId, id.LocalTag, id.RemoteTag, local, remote);
        Id = new DialogId(parts[0], parts[1], parts[2]);
        _local = parts[3];
        _remote = parts[4];
        _routeSet = routeSet;
        _remoteTarget = remoteTarget.Detach();
    }

    /// <summary>The dialog's name.</summary>
    public DialogId Id { get; }

    /// <summary>The peer's Contact: Request-URI of requests in this dialog.</summary>
    public AnyUri RemoteTarget => _remoteTarget;

    /// <summary>Where requests go: the first hop of the route set, else the target.</summary>
    public AnyUri NextHop => FirstRoute ?? _remoteTarget;

    /// <summary>Number of the last request of ours.</summary>
    public uint LocalCSeq => _localCSeq;

    /// <summary>Makes the dialog of a request that arrived (RFC 3261 §12.1.1).</summary>
    /// <param name="request">The request; it has a Contact.</param>
    /// <param name="localTag">The To tag of our responses.</param>
    /// <param name="localCSeq">Number of our last request in it: that of the SUBSCRIBE, when a NOTIFY makes the dialog (RFC 6665 §4.4.1).</param>
    /// <param name="ordered">The request has its place in the order; false when it is still to be judged by <see cref="TryAdvance"/>.</param>
    public static Dialog AsServer(SipRequest request, Utf8Text localTag, uint localCSeq = 0, bool ordered = true)
    {
        AnyUri target = request.Contact is { IsWildcard: false } contact ? contact.Uri : request.From.Uri;
        Utf8Text local = WithTag(request.Value(HeaderId.To), request.To, localTag);
        return new Dialog(new DialogId(request.CallId, localTag, request.From.Tag), local, request.Value(HeaderId.From), RoutesOf(request), target)
        {
            _remoteCSeq = ordered ? request.CSeq.Number : null,
            _localCSeq = localCSeq,
        };
    }

    /// <summary>Makes the dialog of a response to our request (RFC 3261 §12.1.2).</summary>
    /// <param name="response">A response from 101 to 299; its From, Call-ID and CSeq are those of our request.</param>
    /// <param name="requestUri">Request-URI of our request: the target when the response has no Contact, which is lenient.</param>
    public static Dialog AsClient(SipResponse response, AnyUri requestUri)
    {
        DialogId id = new(response.CallId, response.From.Tag, response.To.Tag);
        Utf8Text local = response.Value(HeaderId.From);
        Utf8Text remote = response.Value(HeaderId.To);
        return new Dialog(id, local, remote, Reversed(response), TargetOf(response) ?? requestUri) { _localCSeq = response.CSeq.Number };
    }

    /// <summary>Takes the 2xx that confirms an early dialog of ours: route set and target are read anew (RFC 3261 §13.2.2.4).</summary>
    /// <param name="success">The 2xx to our INVITE.</param>
    public void Confirm(SipResponse success)
    {
        _routeSet = Reversed(success);
        RefreshTarget(success);
    }

    /// <summary>Takes the Contact of a target refresh request or of its 2xx (RFC 3261 §12.2).</summary>
    /// <param name="message">An INVITE, UPDATE, SUBSCRIBE or NOTIFY of the peer, or a 2xx to one of ours.</param>
    public void RefreshTarget(SipMessage message)
    {
        if (TargetOf(message) is { } target && target.Raw != _remoteTarget.Raw) _remoteTarget = target.Detach();
    }

    /// <summary>Checks the order of a request of the peer.</summary>
    /// <param name="request">Not an ACK or CANCEL.</param>
    /// <returns>False when its CSeq is not above the last one: it is answered 500 (RFC 3261 §12.2.2).</returns>
    public bool TryAdvance(SipRequest request)
    {
        uint number = request.CSeq.Number;
        if (_remoteCSeq is { } last && number <= last) return false;
        _remoteCSeq = number;
        return true;
    }

    /// <summary>Starts a request in this dialog with the next CSeq. Via is the sender's business.</summary>
    /// <param name="method">Not ACK or CANCEL.</param>
    public SipRequestBuilder CreateRequest(SipMethod method) => Create(method, ++_localCSeq);

    /// <summary>Starts the ACK to a 2xx (RFC 3261 §13.2.2.4).</summary>
    /// <param name="inviteCSeq">CSeq number of the INVITE.</param>
    public SipRequestBuilder CreateAck(uint inviteCSeq) => Create(SipMethod.Ack, inviteCSeq);

    private SipRequestBuilder Create(SipMethod method, uint cSeq)
    {
        bool strict = FirstRoute is { } first && !(first.TryGetSip(out SipUri hop) && hop.IsLooseRoute);
        SipRequestBuilder builder = SipRequest.Create(method, strict ? FirstRoute!.Value : _remoteTarget); // strict says it is there
        for (int i = strict ? 1 : 0; i < _routeSet.Length; i++) builder.Add(HeaderId.Route, _routeSet[i]);
        // A strict router takes its own URI from the request line; the target travels last (RFC 3261 §12.2.1.1)
        if (strict) builder.Add(HeaderId.Route, Bracketed(_remoteTarget.Raw, default));
        return builder
            .WithMaxForwards(MaxForwards)
            .Set(HeaderId.From, _local)
            .Set(HeaderId.To, _remote)
            .Set(HeaderId.CallId, Id.CallId)
            .WithCSeq(cSeq);
    }

    private static AnyUri? TargetOf(SipMessage message) => message.Contact is { IsWildcard: false } contact ? contact.Uri : null;

    private static Utf8Text[] RoutesOf(SipMessage message) =>
        message.Has(HeaderId.RecordRoute) ? SipText.Together([.. message.RecordRoutes.Select(route => Bracketed(route.Uri.Raw, route.Parameters.Raw))]) : [];

    private static Utf8Text[] Reversed(SipMessage message)
    {
        Utf8Text[] routes = RoutesOf(message);
        Array.Reverse(routes);
        return routes;
    }

    private AnyUri? FirstRoute => _routeSet is [var first, ..] && AddressHeader.TryRead(first, out AddressHeader address) ? address.Uri : null;

    private static Utf8Text WithTag(Utf8Text value, AddressHeader address, Utf8Text tag) =>
        address.Tag.IsEmpty ? SipText.Concat(value, ";tag=", tag) : value;

    private static Utf8Text Bracketed(Utf8Text uri, Utf8Text parameters) => SipText.Concat("<", uri, ">", parameters);
}
