using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Overload;

/// <summary>Says how urgent a message is, from what stands in it.</summary>
internal sealed class Classifier(OverloadOptions options, PeerTrust trust)
{
    private readonly string[] _numbers = ["112", "911", .. options.MoreEmergencyNumbers];
    private readonly string[] _namespaces = ["esnet", "ets", "wps", .. options.MorePriorityNamespaces];

    public Urgency Of(SipMessage message, in SipEndpoint source)
    {
        if (message is not SipRequest request || request.Method.Kind is SipMethodKind.Ack or SipMethodKind.Cancel || !request.To.Tag.IsEmpty) return Urgency.InProgress;
        return request.Method.Kind is SipMethodKind.Invite && IsUrgent(request, source) ? Urgency.Urgent : Urgency.New;
    }

    private bool IsUrgent(SipRequest invite, in SipEndpoint source) =>
        IsEmergencyNumber(invite.Uri.UserOrNumber()) || NamesService(invite) || (HasPriority(invite) && trust.Of(source) is not null); // RFC 4412 §11.1

    private bool IsEmergencyNumber(Utf8Text dialled)
    {
        foreach (string number in _numbers)
        {
            if (Matches(dialled.Span, number)) return true;
        }

        return false;
    }

    // Visual separators (RFC 3966 §3) and parameters behind the number do not count
    private static bool Matches(ReadOnlySpan<byte> dialled, string number)
    {
        int at = 0;
        foreach (byte octet in dialled)
        {
            if (octet is (byte)';') break;
            if (octet is (byte)'-' or (byte)'.' or (byte)'(' or (byte)')') continue;
            if (at == number.Length || octet != number[at++]) return false;
        }

        return at == number.Length;
    }

    // The request line names the next server by then; the To still says what was asked for (RFC 6881)
    private static bool NamesService(SipRequest invite)
    {
        ReadOnlySpan<byte> to = invite.Value(HeaderId.To).Span;
        int at = to.IndexOf("urn:service:sos"u8);
        return at >= 0 && at + 15 < to.Length && to[at + 15] is (byte)'>' or (byte)'.';
    }

    private bool HasPriority(SipRequest invite)
    {
        if (!invite.TryGet("Resource-Priority"u8, out HeaderRow row)) return false;
        foreach (string value in row.Value.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (_namespaces.Contains(value.Split('.')[0], StringComparer.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
