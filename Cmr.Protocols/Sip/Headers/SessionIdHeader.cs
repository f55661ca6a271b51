using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Session-ID, RFC 7989 §5: <c>ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2</c>.</summary>
/// <param name="Local">The sender's half: 32 hexadecimal digits.</param>
/// <param name="Parameters">Parameters.</param>
public readonly record struct SessionIdHeader(Utf8Text Local, HeaderParameters Parameters)
{
    /// <summary>The peer's half as the sender knows it; empty when absent, as RFC 7329 devices write it.</summary>
    public Utf8Text Remote => Parameters.Get("remote"u8);

    /// <summary>The 32 zeros that stand for a half not known yet.</summary>
    public static ReadOnlySpan<byte> Null => "00000000000000000000000000000000"u8;

    /// <summary>Reads one whole value. Upper case is taken, though it should not come.</summary>
    public static bool TryRead(Utf8Text source, out SessionIdHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryTake(Abnf.HexDigit, out Utf8Text local) || local.Length != Null.Length
            || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters) || !lexer.AtEnd)
        {
            return false;
        }

        value = new SessionIdHeader(local, parameters);
        Utf8Text remote = value.Remote;
        return remote.IsEmpty || (remote.Length == Null.Length && !remote.Span.ContainsAnyExcept(Abnf.HexDigit));
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Local}{Parameters}";
}
