using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>The comparison rules of RFC 3261 §19.1.4.</summary>
internal static class SipUriComparison
{
    internal static bool AreEquivalent(SipUri left, SipUri right) =>
        left.IsSecure == right.IsSecure
        && left.Port == right.Port && IsSameHost(left.HostPort, right.HostPort)
        && PercentEncoding.Normalize(left.User) == PercentEncoding.Normalize(right.User)
        && PercentEncoding.Normalize(left.Password) == PercentEncoding.Normalize(right.Password)
        && ParametersAgree(left.Parameters, right.Parameters)
        && ParametersAgree(right.Parameters, left.Parameters)
        && HeadersContained(left.Headers, right.Headers)
        && HeadersContained(right.Headers, left.Headers);

    // Two spellings of one IPv6 address are one host (RFC 5954 §4.2); a name never equals an address.
    private static bool IsSameHost(HostPort left, HostPort right) =>
        left.Host.EqualsIgnoreCase(right.Host)
        || (left.IsIPv6 && right.IsIPv6 && left.TryGetAddress(out IPAddress? one) && right.TryGetAddress(out IPAddress? other) && one!.Equals(other));

    // A parameter in only one URI is ignored, unless it is one of the five that never match their default.
    private static bool ParametersAgree(UriParameters left, UriParameters right)
    {
        foreach ((Utf8Text name, Utf8Text value) in left)
        {
            bool agree = right.TryGet(name.Span, out Utf8Text other)
                ? PercentEncoding.Normalize(value).EqualsIgnoreCase(PercentEncoding.Normalize(other))
                : !MustBeInBoth(name);
            if (!agree)
            {
                return false;
            }
        }

        return true;
    }

    private static bool MustBeInBoth(Utf8Text name) =>
        name.EqualsIgnoreCase("user"u8) || name.EqualsIgnoreCase("ttl"u8) || name.EqualsIgnoreCase("method"u8)
        || name.EqualsIgnoreCase("maddr"u8) || name.EqualsIgnoreCase("transport"u8);

    private static bool HeadersContained(Utf8Text inner, Utf8Text outer)
    {
        foreach (Range range in inner.Span.Split((byte)'&'))
        {
            if (!ContainsHeader(outer, inner.Part(range)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ContainsHeader(Utf8Text headers, Utf8Text wanted)
    {
        foreach (Range range in headers.Span.Split((byte)'&'))
        {
            if (PercentEncoding.Normalize(headers.Part(range)).EqualsIgnoreCase(PercentEncoding.Normalize(wanted)))
            {
                return true;
            }
        }

        return false;
    }
}
