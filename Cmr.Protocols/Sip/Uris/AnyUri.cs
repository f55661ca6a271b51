using System.Buffers.Binary;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>Any URI that a SIP message may carry; <c>sip</c>, <c>sips</c> and <c>tel</c> are known to be well-formed.</summary>
public readonly record struct AnyUri
{
    private AnyUri(Utf8Text raw, UriScheme scheme)
    {
        Raw = raw;
        Scheme = scheme;
    }

    /// <summary>The URI as written; empty in <c>default</c>.</summary>
    public Utf8Text Raw { get; }

    /// <summary>Which of the known schemes.</summary>
    public UriScheme Scheme { get; }

    /// <summary>Wraps a SIP or SIPS URI.</summary>
    public static implicit operator AnyUri(SipUri uri) => new(uri.Raw, uri.IsSecure ? UriScheme.Sips : UriScheme.Sip);

    /// <summary>Wraps a telephone URI.</summary>
    public static implicit operator AnyUri(TelUri uri) => new(uri.Raw, UriScheme.Tel);

    /// <summary>Reads a whole text as a URI; one of an unknown scheme only has to look like one.</summary>
    public static bool TryRead(Utf8Text source, out AnyUri uri)
    {
        ReadOnlySpan<byte> span = source.Span;
        UriScheme scheme = SchemeOf(span);
        bool valid = scheme switch
        {
            UriScheme.Sip or UriScheme.Sips => SipUriParts.TryFind(span, scheme, out _),
            UriScheme.Tel => TelUri.TryRead(source, out _),
            _ => IsAbsoluteUri(source),
        };
        uri = valid ? new AnyUri(source, scheme) : default;
        return valid;
    }

    /// <summary>A URI that was checked when its message was read.</summary>
    internal static AnyUri OfChecked(Utf8Text source) => new(source, SchemeOf(source.Span));

    /// <summary>Reads a URI that the program itself wrote.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AnyUri Parse(Utf8Text source) =>
        TryRead(source, out AnyUri uri) ? uri : throw new FormatException($"'{source}' is no URI");

    /// <summary>The same URI without the <c>?</c> part, which a Request-URI may not have (RFC 3261 §19.1.1 table 1).</summary>
    public AnyUri WithoutHeaders()
    {
        int question = Scheme is UriScheme.Sip or UriScheme.Sips ? Raw.Span.LastIndexOf((byte)'?') : -1;
        return question < 0 || !TryGetSip(out SipUri uri) || uri.Headers.IsEmpty ? this : new AnyUri(Raw.Slice(0, Raw.Length - uri.Headers.Length - 1), Scheme);
    }

    /// <summary>The same in memory of its own, not holding on to the message it was read from.</summary>
    public AnyUri Detach() => new(Raw.Detach(), Scheme);

    /// <summary>As a SIP or SIPS URI.</summary>
    public bool TryGetSip(out SipUri uri) => SipUri.TryRead(Raw, out uri);

    /// <summary>As a telephone URI.</summary>
    public bool TryGetTel(out TelUri uri) => TelUri.TryRead(Raw, out uri);

    /// <summary>The user part or the telephone number, escapes resolved; empty when the URI has none.</summary>
    public Utf8Text UserOrNumber()
    {
        if (TryGetSip(out SipUri sip))
        {
            return PercentEncoding.Unescape(sip.User);
        }

        return TryGetTel(out TelUri tel) ? tel.Number : default;
    }

    /// <summary>Equivalence by the rules of the scheme; unknown schemes compare octet by octet.</summary>
    public bool IsEquivalentTo(AnyUri other) => Scheme switch
    {
        UriScheme.Sip or UriScheme.Sips => TryGetSip(out SipUri left) && other.TryGetSip(out SipUri right) && left.IsEquivalentTo(right),
        UriScheme.Tel => TryGetTel(out TelUri left) && other.TryGetTel(out TelUri right) && left.IsEquivalentTo(right),
        _ => Raw == other.Raw,
    };

    /// <summary>As written.</summary>
    public override string ToString() => Raw.ToString();

    /// <summary>Which of the known schemes a URI begins with; something has to follow the colon.</summary>
    internal static UriScheme SchemeOf(ReadOnlySpan<byte> span)
    {
        if (span.Length < 5)
        {
            return UriScheme.Other;
        }

        uint letters = (BinaryPrimitives.ReadUInt32BigEndian(span) | 0x20202020) >> 8; // the first three, in lower case
        bool colon = span[3] == (byte)':';
        return letters switch
        {
            0x736970 when colon => UriScheme.Sip,
            0x736970 when span.Length > 5 && (span[3] | 0x20) == 's' && span[4] == (byte)':' => UriScheme.Sips,
            0x74656C when colon => UriScheme.Tel,
            _ => UriScheme.Other,
        };
    }

    private static bool IsAbsoluteUri(Utf8Text source)
    {
        TextLexer lexer = new(source);
        return Abnf.IsAlpha(lexer.Next)
            && lexer.TryTake(Abnf.Scheme, out _)
            && lexer.TrySkip((byte)':')
            && lexer.TryTake(Abnf.AbsoluteUri, out _)
            && lexer.AtEnd;
    }
}
