using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>A SIP or SIPS URI, RFC 3261 §19.1: <c>sip:user:password@host:port;parameters?headers</c>. Parts keep their escapes.</summary>
public readonly record struct SipUri
{
    private readonly int _hostStart;
    private readonly int _parametersStart;
    private readonly int _headersStart;

    private SipUri(Utf8Text raw, bool secure, HostPort hostPort, (int Host, int Parameters, int Headers) starts)
    {
        Raw = raw;
        IsSecure = secure;
        HostPort = hostPort;
        (_hostStart, _parametersStart, _headersStart) = starts;
    }

    /// <summary>The URI as written.</summary>
    public Utf8Text Raw { get; }

    /// <summary><c>sips:</c>.</summary>
    public bool IsSecure { get; }

    /// <summary>Host and port as written.</summary>
    public HostPort HostPort { get; }

    /// <summary>Host as written, never empty.</summary>
    public Utf8Text Host => HostPort.Host;

    /// <summary>Port, <see langword="null"/> when not written.</summary>
    public int? Port => HostPort.Port;

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
    public UriParameters Parameters => new(Raw.Slice(_parametersStart, _headersStart - _parametersStart));

    /// <summary>The <c>?</c> part without the question mark; empty when absent.</summary>
    public Utf8Text Headers => _headersStart == Raw.Length ? default : Raw.Slice(_headersStart + 1);

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
            return _hostStart == start ? default : Raw.Slice(start, _hostStart - start - 1);
        }
    }

    /// <summary>Reads a whole text as a SIP or SIPS URI.</summary>
    public static bool TryRead(Utf8Text source, out SipUri uri)
    {
        uri = default;
        ReadOnlySpan<byte> span = source.Span;
        UriScheme scheme = AnyUri.SchemeOf(span);
        bool secure = scheme is UriScheme.Sips;
        if (!secure && scheme is not UriScheme.Sip)
        {
            return false;
        }

        TextLexer lexer = new(source);
        lexer.Skip(secure ? 5 : 4);
        if (!TrySkipUserInfo(ref lexer, span))
        {
            return false;
        }

        int host = lexer.Position;
        if (!HostPort.TryRead(ref lexer, spaced: false, out HostPort hostPort))
        {
            return false;
        }

        int parameters = lexer.Position;
        if (parameters == span.Length)
        {
            uri = new SipUri(source, secure, hostPort, (host, parameters, parameters));
            return true;
        }

        int question = span[parameters..].IndexOf((byte)'?');
        int headers = question < 0 ? span.Length : parameters + question;
        if (!UriParameters.IsValid(source.Slice(parameters, headers - parameters), Abnf.UriParameter) || !AreHeadersValid(source.Slice(headers)))
        {
            return false;
        }

        uri = new SipUri(source, secure, hostPort, (host, parameters, headers));
        return true;
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

    private static bool TrySkipUserInfo(ref TextLexer lexer, ReadOnlySpan<byte> uri)
    {
        int start = lexer.Position;
        int at = uri[start..].IndexOf((byte)'@');
        if (at < 0)
        {
            return true;
        }

        ReadOnlySpan<byte> info = uri.Slice(start, at);
        int colon = info.IndexOf((byte)':');
        ReadOnlySpan<byte> user = colon < 0 ? info : info[..colon];
        ReadOnlySpan<byte> password = colon < 0 ? default : info[(colon + 1)..];
        lexer.Skip(at + 1);
        return !user.IsEmpty && !user.ContainsAnyExcept(Abnf.User) && (password.IsEmpty || !password.ContainsAnyExcept(Abnf.Password)) && Abnf.HasValidEscapes(info);
    }

    private static bool AreHeadersValid(Utf8Text headers) =>
        headers.IsEmpty || (headers.Length > 1 && !headers.Span[1..].ContainsAnyExcept(Abnf.UriHeaders) && Abnf.HasValidEscapes(headers.Span));
}
