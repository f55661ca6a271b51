using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Trust;

/// <summary>
/// The edge of the trust domain. Every message passes it twice: on arrival, before anything of ours looks at it, and as the last
/// thing before it is sent. So what a stranger claims is not only not passed on, it is not there.
/// </summary>
/// <param name="trust">Who is trusted.</param>
/// <param name="realm">Our realm, whose credentials never go on; <see langword="null"/>: none.</param>
internal sealed class TrustBoundary(PeerTrust trust, string? realm)
{
    /// <summary>What may be believed of a message.</summary>
    public SipMessage Arrive(SipMessage message, in SipEndpoint source) =>
        trust.Of(source) is null ? Censor(message, TrustEdge.FromUntrusted) : message;

    /// <summary>What a peer may learn of a message.</summary>
    public SipMessage Leave(SipMessage message, in SipEndpoint destination)
    {
        if (trust.Towards(destination) is null) return Censor(message, TrustEdge.ToUntrusted);
        foreach (HeaderId id in TrustTable.GuardedWithin)
        {
            if (message.Has(id)) return Censor(message, TrustEdge.ToTrusted);
        }

        return message;
    }

    private SipMessage Censor(SipMessage message, TrustEdge edge)
    {
        List<(HeaderId Id, Utf8Text Name, TrustAction Action)>? hits = null;
        foreach (HeaderRow row in message.Headers)
        {
            TrustAction action = TrustTable.Find(row)?.At(edge) ?? TrustAction.Pass;
            if (action is TrustAction.Pass || hits?.Exists(hit => hit.Id == row.Id && row.Id is not HeaderId.Unknown) is true) continue;
            (hits ??= []).Add((row.Id, row.Name, action));
        }

        return hits is null ? message
            : message is SipRequest request ? Apply(request.Edit(), request, hits).Build()
            : Apply(((SipResponse)message).Edit(), message, hits).Build();
    }

    private TBuilder Apply<TBuilder>(TBuilder builder, SipMessage message, List<(HeaderId Id, Utf8Text Name, TrustAction Action)> hits)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        foreach ((HeaderId id, Utf8Text name, TrustAction action) in hits) HeaderCensor.Apply(builder, message, (id, name), action, realm);
        return builder;
    }
}
