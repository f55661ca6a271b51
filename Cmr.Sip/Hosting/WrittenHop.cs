using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Hosting;

/// <summary>A next hop as it stands in the configuration: <c>host:port</c>, an IPv6 host in brackets, or a SIP URI, with a transport where it matters.</summary>
internal static class WrittenHop
{
    /// <summary>What can be written, for messages.</summary>
    public const string Form = "host:port or a SIP URI without a user; its parameters may be transport=udp, tcp or tls (with sips: tcp or tls), and lr";

    /// <summary>Reads one; <see langword="null"/> when it is none, or is of a transport that there is not.</summary>
    public static SipUri? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        bool isUri = text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("sips:", StringComparison.OrdinalIgnoreCase);
        return AnyUri.TryRead(isUri ? text : $"sip:{text}", out AnyUri uri) && uri.TryGetSip(out SipUri sip) && sip.User.IsEmpty && sip.Headers.IsEmpty && IsUnderstood(sip) ? sip : null;
    }

    /// <summary>It can be read.</summary>
    public static bool IsValid(string text) => Parse(text) is not null;

    /// <summary>It can be reached over TLS only.</summary>
    public static bool NeedsTls(string? text) => Parse(text) is { } uri && (uri.IsSecure || uri.Transport.EqualsIgnoreCase("tls"u8));

    // What is not understood here is a slip of the pen, not an extension
    private static bool IsUnderstood(SipUri uri)
    {
        foreach ((Utf8Text name, Utf8Text value) in uri.Parameters)
        {
            if (name.EqualsIgnoreCase("transport"u8) ? !IsTransport(value, uri.IsSecure) : !name.EqualsIgnoreCase("lr"u8)) return false;
        }

        return true;
    }

    private static bool IsTransport(Utf8Text token, bool secure) => token.EqualsIgnoreCase("tcp"u8) || token.EqualsIgnoreCase("tls"u8) || (!secure && token.EqualsIgnoreCase("udp"u8));
}
