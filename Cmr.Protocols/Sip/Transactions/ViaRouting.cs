using System.Globalization;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Via on the way in and on the way out: RFC 3261 §18.1.1, §18.2.1, §18.2.2 and RFC 3581.</summary>
internal static class ViaRouting
{
    /// <summary>Adds <c>received</c> when the sender is elsewhere than it says, and fills in <c>rport</c> when asked to.</summary>
    internal static SipRequest WithSource(SipRequest request, SipEndpoint source)
    {
        ViaHeader via = request.TopVia;
        bool elsewhere = !via.SentBy.TryGetAddress(out System.Net.IPAddress? stated) || !source.Address.Equals(stated);
        return elsewhere || via.HasRPort
            ? request.Edit().ReplaceFirstValue(HeaderId.Via, Rewrite(via, source)).Build()
            : request;
    }

    /// <summary>
    /// Where responses go: the connection of the request; over UDP back to the source port with <c>rport</c>, else to the port of sent-by.
    /// The address is always the source's: <c>maddr</c> would let a stranger aim our responses at a third party.
    /// </summary>
    internal static SipEndpoint ResponseDestination(ViaHeader via, SipEndpoint source) =>
        source.IsReliable || via.HasRPort ? source : source with { Port = via.SentBy.Port is > 0 and { } port ? port : 5060 };

    /// <summary>The Via of a request sent here. Over TLS the peer may send its own requests back the same way (RFC 5923 §5).</summary>
    internal static Utf8Text Own(SipEndpoint destination, Uris.HostPort sentBy, Utf8Text branch) =>
        $"SIP/2.0/{destination.ViaToken} {sentBy};branch={branch}{(destination.Transport is SipTransport.Udp ? ";rport" : destination.Transport is SipTransport.Tls ? ";alias" : "")}";

    private static Utf8Text Rewrite(ViaHeader via, SipEndpoint source)
    {
        List<Utf8Text> parts = [$"SIP/2.0/{via.Transport} {via.SentBy}"];
        foreach ((Utf8Text name, Utf8Text value) in via.Parameters)
        {
            if (name.EqualsIgnoreCase("received"u8) || name.EqualsIgnoreCase("rport"u8))
            {
                continue;
            }

            bool quote = value.Span.ContainsAnyExcept(Abnf.ParameterValue);
            parts.AddRange(value.IsEmpty ? [";", name] : quote ? [";", name, "=\"", value, "\""] : [";", name, "=", value]);
        }

        parts.Add($";received={source.Address}");
        if (via.HasRPort)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $";rport={source.Port}"));
        }

        return SipText.Concat([.. parts]);
    }
}
