using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One value of Security-Client, Security-Server or Security-Verify, RFC 3329 §2.2: <c>ipsec-3gpp;q=0.1;alg=hmac-sha-1-96</c>.</summary>
/// <param name="Mechanism">Such as <c>ipsec-3gpp</c>, <c>tls</c>, <c>digest</c>.</param>
/// <param name="Parameters">q, alg, spi-c, port-s and others.</param>
public readonly record struct SecurityMechanismHeader(Utf8Text Mechanism, HeaderParameters Parameters)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out SecurityMechanismHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryToken(out Utf8Text mechanism) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new SecurityMechanismHeader(mechanism, parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{Mechanism}{Parameters}";
}
