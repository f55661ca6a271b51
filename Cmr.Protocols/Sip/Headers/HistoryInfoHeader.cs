using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One History-Info entry, RFC 7044 §5: a Request-URI that the call has had, and its place in the tree of retargetings.</summary>
/// <param name="Address">The target; Reason and Privacy of the entry stand in the headers part of its URI.</param>
public readonly record struct HistoryInfoHeader(AddressHeader Address)
{
    /// <summary><c>index</c>, such as <c>1.1.2</c>; never empty.</summary>
    public Utf8Text Index => Address.Parameters.Get("index"u8);

    /// <summary>Index of the entry that was mapped to another user, from <c>mp</c>; empty when absent.</summary>
    public Utf8Text MappedFrom => Address.Parameters.Get("mp"u8);

    /// <summary>Index of the entry from which a contact of the same user was reached, from <c>rc</c>; empty when absent.</summary>
    public Utf8Text RecursedFrom => Address.Parameters.Get("rc"u8);

    /// <summary><c>cause</c> parameter of the URI (RFC 4458), such as 302 or 486.</summary>
    public int? Cause =>
        Address.Uri.TryGetSip(out SipUri uri) && uri.Parameters.TryGet("cause"u8, out Utf8Text text) && ScalarHeader.TryRead(text, 999, out uint cause) ? (int)cause : null;

    /// <summary>Reads one whole value; the index has to be numbers and dots.</summary>
    public static bool TryRead(Utf8Text source, out HistoryInfoHeader value)
    {
        bool valid = AddressHeader.TryRead(source, out AddressHeader address);
        value = new HistoryInfoHeader(address);
        return valid && !value.Index.IsEmpty && !value.Index.Span.ContainsAnyExcept(Abnf.Decimal);
    }

    /// <summary>A value of a header inside the URI, such as <c>Reason</c> or <c>Privacy</c>, escapes resolved; empty when absent.</summary>
    public Utf8Text UriHeader(ReadOnlySpan<byte> name)
    {
        if (!Address.Uri.TryGetSip(out SipUri uri))
        {
            return default;
        }

        Utf8Text headers = uri.Headers;
        foreach (Range range in headers.Span.Split((byte)'&'))
        {
            Utf8Text header = headers.Part(range);
            int equal = header.Span.IndexOf((byte)'=');
            if (equal >= 0 && header.Slice(0, equal).EqualsIgnoreCase(name))
            {
                return PercentEncoding.Unescape(header.Slice(equal + 1));
            }
        }

        return default;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Address.ToString();
}
