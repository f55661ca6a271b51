using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>A SIP or SIPS URI, RFC 3261 §19.1: <c>sip:user:password@host:port;parameters?headers</c>. Parts keep their escapes.</summary>
public readonly record struct SipUri
{
    private readonly SipUriParts _parts;

    private SipUri(Utf8Text raw, bool secure, SipUriParts parts)
    {
        Raw = raw;
        IsSecure = secure;
        _parts = parts;
    }

    /// <summary>The URI as written.</summary>
    public Utf8Text Raw { get; }

    /// <summary><c>sips:</c>.</summary>
    public bool IsSecure { get; }

    /// <summary>Host and port as written.</summary>
    public HostPort HostPort => new(Host, Port);

    /// <summary>Host as written, never empty.</summary>
    public Utf8Text Host => Raw.Slice(_parts.Host, _parts.HostEnd - _parts.Host);

    /// <summary>Port, <see langword="null"/> when not written.</summary>
    public int? Port => _parts.Port < 0 ? null : _parts.Port;

    /// <summary>User part with its escapes, without password; empty when absent.</summary>
    public Utf8Text User
    {
        get
        {
            Utf8Text info = UserInfo;
            int colon = info.Span.IndexOf((byte)':');
            return colon < 0 ? info : info.Slice(0, colon);
        }
    }

    /// <summary>Password with its escapes; empty when absent.</summary>
    public Utf8Text Password
    {
        get
        {
            Utf8Text info = UserInfo;
            int colon = info.Span.IndexOf((byte)':');
            return colon < 0 ? default : info.Slice(colon + 1);
        }
    }

    /// <summary>URI parameters.</summary>
    public UriParameters Parameters => new(Raw.Slice(_parts.Parameters, _parts.Headers - _parts.Parameters));

    /// <summary>The <c>?</c> part without the question mark; empty when absent.</summary>
    public Utf8Text Headers => _parts.Headers == Raw.Length ? default : Raw.Slice(_parts.Headers + 1);

    /// <summary><c>transport</c> parameter; empty when absent.</summary>
    public Utf8Text Transport => Parameters.TryGet("transport"u8, out Utf8Text value) ? value : default;

    /// <summary><c>lr</c>: the element named is a loose router, RFC 3261 §16.12.</summary>
    public bool IsLooseRoute => Parameters.Contains("lr"u8);

    /// <summary><c>user=phone</c>: the user part is a telephone number, RFC 3261 §19.1.6.</summary>
    public bool IsPhone => Parameters.TryGet("user"u8, out Utf8Text value) && value.EqualsIgnoreCase("phone"u8);

    private Utf8Text UserInfo
    {
        get
        {
            int start = IsSecure ? 5 : 4;
            return _parts.Host == start ? default : Raw.Slice(start, _parts.Host - start - 1);
        }
    }

    /// <summary>Reads a whole text as a SIP or SIPS URI.</summary>
    public static bool TryRead(Utf8Text source, out SipUri uri)
    {
        ReadOnlySpan<byte> span = source.Span;
        UriScheme scheme = AnyUri.SchemeOf(span);
        bool valid = SipUriParts.TryFind(span, scheme, out SipUriParts parts);
        uri = valid ? new SipUri(source, scheme is UriScheme.Sips, parts) : default;
        return valid;
    }

    /// <summary>Writes a URI from its parts. <paramref name="user"/> is escaped where needed; <paramref name="parameters"/> starts with <c>;</c>.</summary>
    /// <exception cref="FormatException">The parts make no URI; they are the program's own, so this is a bug.</exception>
    public static SipUri Create(Utf8Text user, HostPort host, string parameters = "", bool secure = false)
    {
        string userPart = user.IsEmpty ? string.Empty : PercentEncoding.Escape(user, Abnf.User) + "@";
        string text = $"{(secure ? "sips" : "sip")}:{userPart}{host}{parameters}";
        return TryRead(text, out SipUri uri) ? uri : throw new FormatException($"'{text}' is no SIP URI");
    }

    /// <summary>Equivalence of RFC 3261 §19.1.4. It is not transitive, which is why it is not <c>Equals</c>.</summary>
    public bool IsEquivalentTo(SipUri other) => SipUriComparison.AreEquivalent(this, other);

    /// <summary>As written.</summary>
    public override string ToString() => Raw.ToString();
}
