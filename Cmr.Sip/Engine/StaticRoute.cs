using System.Text;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>A way that the operator wrote down.</summary>
/// <param name="Domain">Host that it is for, <c>*.</c> before it for all below, <c>*</c> for all; empty: any. In lower case.</param>
/// <param name="Prefix">How the called user or number begins; empty: any.</param>
/// <param name="Targets">Where to, in the order they are to be tried.</param>
internal sealed record StaticRoute(string Domain, string Prefix, IReadOnlyList<SipUri> Targets)
{
    /// <summary>Whether a request goes this way. By number go new calls alone; by domain whatever is for a host of that name, in place of DNS.</summary>
    public bool Fits(HopWish wish)
    {
        if (Prefix.Length > 0 && !(wish.IsNewCall && Plain(wish.Uri.UserOrNumber()).StartsWith(Prefix, StringComparison.Ordinal))) return false;
        if (Domain.Length == 0) return Prefix.Length > 0;
        if (!wish.Uri.TryGetSip(out SipUri sip)) return false;
        bool isName = !sip.HostPort.TryGetAddress(out _);
        return (isName || wish.IsNewCall) && IsAt(sip.Host.ToString());
    }

    private bool IsAt(string host) =>
        Domain == "*"
        || string.Equals(host, Domain, StringComparison.OrdinalIgnoreCase)
        || (Domain.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(Domain[1..], StringComparison.OrdinalIgnoreCase));

    // Numbers are written with or without visual separators (RFC 3966 §3)
    private static string Plain(Utf8Text user)
    {
        StringBuilder plain = new(user.Length);
        foreach (byte octet in user.Span)
        {
            if (octet is not ((byte)'-' or (byte)'.' or (byte)'(' or (byte)')')) plain.Append((char)octet);
        }

        return plain.ToString();
    }
}
