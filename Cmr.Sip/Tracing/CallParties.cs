using Cmr.Domain.Parties;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Tracing;

/// <summary>Whether a message names a party.</summary>
internal static class CallParties
{
    private const int TellingDigits = 5;

    /// <summary>It stands in From, To, the Request-URI, or a header that says who calls, is called or was called before.</summary>
    public static bool Name(SipMessage message, PartyIdentity party, NumberingPlan plan)
    {
        if (Is(message.From.Uri.ToString(), party, plan) || Is(message.To.Uri.ToString(), party, plan)) return true;
        if (message is SipRequest request && Is(request.Uri.ToString(), party, plan)) return true;
        foreach (AddressHeader asserted in message.PAssertedIdentity)
        {
            if (Is(asserted.Uri.ToString(), party, plan)) return true;
        }

        foreach (DiversionHeader diversion in message.Diversions)
        {
            if (Is(diversion.Address.Uri.ToString(), party, plan)) return true;
        }

        return message.PCalledPartyId is { } called && Is(called.Uri.ToString(), party, plan);
    }

    /// <summary>A quick look that spares most messages the thorough one: the end of the number stands somewhere in it.</summary>
    public static bool MayName(SipMessage message, PartyIdentity party)
    {
        string end = party.Value.Length > TellingDigits ? party.Value[^TellingDigits..] : party.Value;
        return message.Bytes.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(end)) >= 0;
    }

    private static bool Is(string uri, PartyIdentity party, NumberingPlan plan) => PartyIdentity.TryParse(uri, plan, out PartyIdentity identity) && identity == party;
}
