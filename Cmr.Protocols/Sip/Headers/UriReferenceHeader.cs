using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>
/// One value of Alert-Info (RFC 3261 §20.4, URNs of RFC 7462), Call-Info (§20.9), Error-Info (§20.18) or Geolocation (RFC 6442 §4.1):
/// a URI in angle brackets with parameters.
/// </summary>
/// <param name="Uri">The URI.</param>
/// <param name="Parameters">purpose, appearance, routing-allowed and others.</param>
public readonly record struct UriReferenceHeader(AnyUri Uri, HeaderParameters Parameters)
{
    /// <summary><c>urn:alert:…</c>, a ringing signal by meaning and not by file (RFC 7462 §4).</summary>
    public bool IsAlertUrn => Uri.Raw.Length > AlertPrefix.Length && Uri.Raw.Slice(0, AlertPrefix.Length).EqualsIgnoreCase(AlertPrefix);

    /// <summary>What follows <c>urn:alert:</c>, such as <c>service:call-waiting</c>; empty for other URIs.</summary>
    public Utf8Text AlertIndication => IsAlertUrn ? Uri.Raw.Slice(AlertPrefix.Length) : default;

    /// <summary><c>purpose</c> of Call-Info; empty when absent.</summary>
    public Utf8Text Purpose => Parameters.Get("purpose"u8);

    private static ReadOnlySpan<byte> AlertPrefix => "urn:alert:"u8;

    /// <summary>Reads one whole value; the brackets are required, since the parameters could not be told from those of the URI.</summary>
    public static bool TryRead(Utf8Text source, out UriReferenceHeader value)
    {
        value = default;
        Utf8Text trimmed = source.Trim();
        if (trimmed.IsEmpty || trimmed[0] != (byte)'<' || !AddressHeader.TryRead(trimmed, out AddressHeader address))
        {
            return false;
        }

        value = new UriReferenceHeader(address.Uri, address.Parameters);
        return true;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"<{Uri}>{Parameters}";
}
