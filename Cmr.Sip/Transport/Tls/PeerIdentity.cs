using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cmr.Sip.Transport.Tls;

/// <summary>Whom a certificate speaks for (RFC 5922 §7.1, §7.2).</summary>
internal static class PeerIdentity
{
    private const string SubjectAltName = "2.5.29.17";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>
    /// Whether a certificate speaks for a domain: by a <c>sip:</c> URI without user, else by a DNS name, else, where there is neither, by its common name.
    /// Wildcards speak for nobody. An address must stand there as an address.
    /// </summary>
    public static bool Proves(X509Certificate2 certificate, string domain)
    {
        (List<string> uris, List<string> names, List<IPAddress> addresses) = Read(certificate);
        if (IPAddress.TryParse(domain, out IPAddress? address)) return addresses.Contains(address);
        if (uris.Count > 0) return uris.Contains(domain, StringComparer.OrdinalIgnoreCase);
        if (names.Count > 0) return names.Contains(domain, StringComparer.OrdinalIgnoreCase);
        return string.Equals(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), domain, StringComparison.OrdinalIgnoreCase);
    }

    private static (List<string> Uris, List<string> Names, List<IPAddress> Addresses) Read(X509Certificate2 certificate)
    {
        List<string> uris = [];
        List<string> names = [];
        List<IPAddress> addresses = [];
        if (certificate.Extensions[SubjectAltName] is not { } extension) return (uris, names, addresses);
        try
        {
            AsnReader sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                Asn1Tag tag = sequence.PeekTag();
                if (tag == DnsName) names.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                else if (tag == Uri) AddDomain(sequence.ReadCharacterString(UniversalTagNumber.IA5String, tag), uris);
                else if (tag == IpAddress && sequence.ReadOctetString(tag) is { Length: 4 or 16 } octets) addresses.Add(new IPAddress(octets));
                else if (tag != IpAddress) sequence.ReadEncodedValue();
            }
        }
        catch (Exception exception) when (exception is AsnContentException or DecoderFallbackException)
        {
            // Half a list is no proof of anything
            return ([], [""], []);
        }

        return (uris, names, addresses);
    }

    // A URI with a user speaks for that user, not for the domain (RFC 5922 §7.1)
    private static void AddDomain(string uri, List<string> domains)
    {
        if (uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) && !uri.Contains('@', StringComparison.Ordinal)) domains.Add(uri[4..]);
    }
}
