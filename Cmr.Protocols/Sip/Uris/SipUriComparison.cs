using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>The comparison rules of RFC 3261 §19.1.4.</summary>
internal static class SipUriComparison
{
    internal static bool AreEquivalent(SipUri left, SipUri right) =>
        left.IsSecure == right.IsSecure
        && left.HostPort == right.HostPort
        && PercentEncoding.Unescape(left.User) == PercentEncoding.Unescape(right.User)
        && PercentEncoding.Unescape(left.Password) == PercentEncoding.Unescape(right.Password)
        && ParametersAgree(left.Parameters, right.Parameters)
        && ParametersAgree(right.Parameters, left.Parameters)
        && HeadersContained(left.Headers, right.Headers)
        && HeadersContained(right.Headers, left.Headers);

    // A parameter in only one URI is ignored, unless it is one of the five that never match their default.
    private static bool ParametersAgree(UriParameters left, UriParameters right)
    {
        foreach ((Utf8Text name, Utf8Text value) in left)
        {
            bool agree = right.TryGet(name.Span, out Utf8Text other)
                ? PercentEncoding.Unescape(value).EqualsIgnoreCase(PercentEncoding.Unescape(other))
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
            if (PercentEncoding.Unescape(headers.Part(range)).EqualsIgnoreCase(PercentEncoding.Unescape(wanted)))
            {
                return true;
            }
        }

        return false;
    }
}
