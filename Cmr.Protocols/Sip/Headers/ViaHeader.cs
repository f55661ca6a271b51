using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One Via value, RFC 3261 §20.42: <c>SIP/2.0/UDP host:port;branch=z9hG4bK…</c>.</summary>
/// <param name="Transport">Transport token as written: UDP, TCP, TLS, SCTP or an unknown one.</param>
/// <param name="SentBy">Where the sender wants responses.</param>
/// <param name="Parameters">branch, received, rport, maddr, ttl and others.</param>
public readonly record struct ViaHeader(Utf8Text Transport, HostPort SentBy, HeaderParameters Parameters)
{
    /// <summary>Marks a branch that is unique by RFC 3261 §8.1.1.7.</summary>
    public static ReadOnlySpan<byte> MagicCookie => "z9hG4bK"u8;

    /// <summary><c>branch</c>; empty when absent.</summary>
    public Utf8Text Branch => Parameters.Get("branch"u8);

    /// <summary><c>received</c>, the address the request came from; empty when absent.</summary>
    public Utf8Text Received => Parameters.Get("received"u8);

    /// <summary><c>rport</c> is present, with or without a value (RFC 3581 §3).</summary>
    public bool HasRPort => Parameters.Contains("rport"u8);

    /// <summary>Value of <c>rport</c>; <see langword="null"/> when absent or empty.</summary>
    public int? RPort
    {
        get
        {
            TextLexer lexer = new(Parameters.Get("rport"u8));
            return lexer.TryNumber(ushort.MaxValue, out uint port) && lexer.AtEnd ? (int)port : null;
        }
    }

    /// <summary><c>maddr</c>; empty when absent.</summary>
    public Utf8Text Maddr => Parameters.Get("maddr"u8);

    /// <summary>The branch begins with the cookie and says more than the cookie alone.</summary>
    public bool HasUniqueBranch =>
        Branch.Length > MagicCookie.Length && System.Text.Ascii.EqualsIgnoreCase(Branch.Span[..MagicCookie.Length], MagicCookie);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out ViaHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!TryReadHop(ref lexer, out Utf8Text transport, out HostPort sentBy) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new ViaHeader(transport, sentBy, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"SIP/2.0/{Transport} {SentBy}{Parameters}";

    /// <summary>Takes apart a value that was checked when its message was read.</summary>
    internal static ViaHeader OfChecked(Utf8Text source)
    {
        TextLexer lexer = new(source);
        return TryReadHop(ref lexer, out Utf8Text transport, out HostPort sentBy)
            ? new ViaHeader(transport, sentBy, new HeaderParameters(lexer.Rest))
            : default;
    }

    private static bool TryReadHop(ref TextLexer lexer, out Utf8Text transport, out HostPort sentBy)
    {
        (transport, sentBy) = (default, default);
        if (!lexer.TrySkip("SIP/2.0/"u8) && !TrySkipProtocol(ref lexer))
        {
            return false;
        }

        lexer.SkipWhitespace();
        if (!lexer.TryToken(out transport))
        {
            return false;
        }

        int before = lexer.Position;
        lexer.SkipWhitespace();
        return lexer.Position > before && HostPort.TryRead(ref lexer, spaced: true, out sentBy);
    }

    // The long way for those who put white space around the slashes, or write the name otherwise.
    private static bool TrySkipProtocol(ref TextLexer lexer) =>
        lexer.TryToken(out Utf8Text name) && name.EqualsIgnoreCase("SIP"u8)
        && lexer.TrySkipSeparator((byte)'/') && lexer.TryToken(out _) && lexer.TrySkipSeparator((byte)'/');
}
