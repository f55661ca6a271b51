using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>Makes the INVITE of the B-leg from that of the A-leg.</summary>
internal static class OutgoingInvite
{
    private const int DefaultMaxForwards = 70;

    /// <summary>Derives the INVITE.</summary>
    /// <param name="context">The call.</param>
    /// <param name="invite">The caller's INVITE.</param>
    /// <param name="identity">Call-ID and From tag of the B-leg.</param>
    /// <param name="session">Descriptions of the B-leg.</param>
    public static SipRequestBuilder From(CallContext context, SipRequest invite, OutgoingIdentity identity, SessionOwnership session)
    {
        CallerCapabilities can = CallerCapabilities.Of(invite);
        // Without an offer the first reliable response must carry one (RFC 3262 §5), and only a caller with 100rel can answer it in time
        bool reliable = invite.HasSession() || can.Reliable;
        return SipRequest.Create(SipMethod.Invite, invite.Uri)
            .WithMaxForwards((invite.MaxForwards ?? DefaultMaxForwards) - 1)
            .CopyRoutes(context.Node, invite)
            .Set(HeaderId.From, FromWithTag(invite, identity.Tag))
            .Set(HeaderId.To, invite.Value(HeaderId.To))
            .Set(HeaderId.CallId, identity.CallId)
            .WithCSeq(1)
            .Set(HeaderId.Contact, ContactWithFeatures(context.Node, invite))
            .CopyEndToEnd(invite)
            .SetRequire(invite)
            .SetSupported(invite, reliable)
            .SetAllowOfBoth(invite)
            .RelayBody(invite, session);
    }

    /// <summary>Where it goes: the first Route behind this node, else the Request-URI.</summary>
    public static HopWish HopOf(LocalNode node, SipRequest invite)
    {
        foreach (AddressHeader route in RoutesBehind(node, invite)) return new HopWish(route.Uri, IsNewCall: false);
        return new HopWish(invite.Uri, IsNewCall: true);
    }

    /// <summary>The Routes behind this node.</summary>
    private static IEnumerable<AddressHeader> RoutesBehind(LocalNode node, SipRequest request)
    {
        TypedHeaderValues<AddressHeader> routes = request.Routes;
        return routes.Count > 0 && node.IsNamedBy(routes[0].Uri) ? routes.Skip(1) : routes;
    }

    private static SipRequestBuilder CopyRoutes(this SipRequestBuilder builder, LocalNode node, SipRequest request)
    {
        foreach (AddressHeader route in RoutesBehind(node, request)) builder.Add(HeaderId.Route, $"<{route.Uri.Raw}>{route.Parameters.Raw}");
        return builder;
    }

    private static Utf8Text FromWithTag(SipRequest invite, Utf8Text tag)
    {
        AddressHeader from = invite.From;
        string name = from.DisplayName.IsEmpty ? "" : $"\"{from.DisplayName}\" ";
        return $"{name}<{from.Uri.Raw}>;tag={tag}";
    }

    // Other servers decide on the caller's media feature tags (RFC 3840), so our Contact repeats them
    private static Utf8Text ContactWithFeatures(LocalNode node, SipRequest invite)
    {
        string contact = node.Contact.ToString();
        if (invite.Contact is not { } caller) return contact;
        foreach ((Utf8Text name, Utf8Text value) in caller.Parameters)
        {
            bool feature = name[0] == (byte)'+' || IsBaseTag(name);
            if (feature) contact += value.IsEmpty ? $";{name}" : $";{name}=\"{value}\"";
        }

        return contact;
    }

    private static bool IsBaseTag(Utf8Text name) =>
        name.EqualsIgnoreCase("audio"u8) || name.EqualsIgnoreCase("video"u8) || name.EqualsIgnoreCase("text"u8) || name.EqualsIgnoreCase("automata"u8);
}
