using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>Where the parts of a SIP or SIPS URI lie; found without making any of them, since most URIs of a message are only checked.</summary>
/// <param name="Host">First octet of the host.</param>
/// <param name="HostEnd">First octet behind the host.</param>
/// <param name="Port">Port, -1 when not written.</param>
/// <param name="Parameters">First octet behind host and port.</param>
/// <param name="Headers">The question mark, or the end.</param>
internal readonly record struct SipUriParts(int Host, int HostEnd, int Port, int Parameters, int Headers)
{
    /// <summary>Checks the whole text against the grammar of RFC 3261 §25.1.</summary>
    internal static bool TryFind(ReadOnlySpan<byte> uri, UriScheme scheme, out SipUriParts parts)
    {
        parts = default;
        int host = scheme is UriScheme.Sips ? 5 : 4;
        if (scheme is not (UriScheme.Sip or UriScheme.Sips) || !TrySkipUserInfo(uri, ref host))
        {
            return false;
        }

        int hostEnd = EndOfHost(uri, host);
        int parameters = hostEnd;
        int port = -1;
        if (hostEnd == host || !TrySkipPort(uri, ref parameters, ref port))
        {
            return false;
        }

        int headers = uri.Length;
        if (parameters < uri.Length)
        {
            int question = uri[parameters..].IndexOf((byte)'?');
            headers = question < 0 ? uri.Length : parameters + question;
            if (!UriParameters.IsValid(uri[parameters..headers], Abnf.UriParameter) || !AreHeadersValid(uri[headers..]))
            {
                return false;
            }
        }

        parts = new SipUriParts(host, hostEnd, port, parameters, headers);
        return true;
    }

    private static bool TrySkipUserInfo(ReadOnlySpan<byte> uri, ref int at)
    {
        ReadOnlySpan<byte> rest = uri[at..];
        int end = rest.IndexOf((byte)'@');
        if (end < 0)
        {
            return true;
        }

        at += end + 1;
        ReadOnlySpan<byte> info = rest[..end];
        int special = info.IndexOfAny((byte)':', (byte)'%');
        if (special < 0)
        {
            return !info.IsEmpty && !info.ContainsAnyExcept(Abnf.User);
        }

        int colon = info.IndexOf((byte)':');
        ReadOnlySpan<byte> user = colon < 0 ? info : info[..colon];
        ReadOnlySpan<byte> password = colon < 0 ? default : info[(colon + 1)..];
        return !user.IsEmpty && !user.ContainsAnyExcept(Abnf.User) && !password.ContainsAnyExcept(Abnf.Password) && Abnf.HasValidEscapes(info);
    }

    private static int EndOfHost(ReadOnlySpan<byte> uri, int start)
    {
        ReadOnlySpan<byte> rest = uri[start..];
        if (rest.IsEmpty || rest[0] != (byte)'[')
        {
            int length = rest.IndexOfAnyExcept(Abnf.HostName);
            return length < 0 ? uri.Length : start + length;
        }

        int bracket = rest.IndexOf((byte)']');
        return bracket < 3 || rest[1..bracket].ContainsAnyExcept(Abnf.IPv6) ? start : start + bracket + 1;
    }

    private static bool TrySkipPort(ReadOnlySpan<byte> uri, ref int at, ref int port)
    {
        if (at == uri.Length || uri[at] != (byte)':')
        {
            return true;
        }

        int start = ++at;
        for (port = 0; at < uri.Length && Abnf.IsDigit(uri[at]) && port <= ushort.MaxValue; at++)
        {
            port = (port * 10) + (uri[at] - '0');
        }

        return at > start && port <= ushort.MaxValue;
    }

    private static bool AreHeadersValid(ReadOnlySpan<byte> headers) =>
        headers.IsEmpty || (headers.Length > 1 && !headers[1..].ContainsAnyExcept(Abnf.UriHeaders) && Abnf.HasValidEscapes(headers));
}
