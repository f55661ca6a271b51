using System.Buffers;

namespace Cmr.Protocols.Text;

/// <summary>Character classes under their ABNF names, RFC 3261 §25.1 unless another source is named.</summary>
public static class Abnf
{
    private const string AlphaNum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>token.</summary>
    public static readonly SearchValues<byte> Token = Set(AlphaNum + "-.!%*_+`'~");

    /// <summary>word, the charset of Call-ID, with <c>@</c>.</summary>
    public static readonly SearchValues<byte> CallId = Set(AlphaNum + "-.!%*_+`'~()<>:\\\"/[]?{}@");

    /// <summary>The unquoted part of gen-value: token, host, and the <c>@ / = ? | ^ &amp; $ #</c> that deployed stacks put into tags and branches.</summary>
    public static readonly SearchValues<byte> ParameterValue = Set(AlphaNum + "-.!%*_+`'~[]:@/=?|^&$#{}()");

    /// <summary>user: unreserved, escaped and user-unreserved.</summary>
    public static readonly SearchValues<byte> User = Set(AlphaNum + "-_.!~*'()%&=+$,;?/");

    /// <summary>unreserved: what means the same with and without its escape.</summary>
    public static readonly SearchValues<byte> Unreserved = Set(AlphaNum + "-_.!~*'()");

    /// <summary>password.</summary>
    public static readonly SearchValues<byte> Password = Set(AlphaNum + "-_.!~*'()%&=+$,");

    /// <summary>paramchar of a SIP URI, and the <c>"&lt;"</c>-free rest that RFC 3966 allows in pvalue.</summary>
    public static readonly SearchValues<byte> UriParameter = Set(AlphaNum + "-_.!~*'()%[]/:&+$");

    /// <summary>hname and hvalue of the headers part of a SIP URI, with <c>=</c> and <c>&amp;</c> between them.</summary>
    public static readonly SearchValues<byte> UriHeaders = Set(AlphaNum + "-_.!~*'()%[]/?:+$=&");

    /// <summary>hostname, with the underscore that many private networks use.</summary>
    public static readonly SearchValues<byte> HostName = Set(AlphaNum + "-._");

    /// <summary>IPv6address inside its brackets.</summary>
    public static readonly SearchValues<byte> IPv6 = Set("0123456789abcdefABCDEF:.");

    /// <summary>phonedigit, the dialling characters and visual separators, RFC 3966 §3.</summary>
    public static readonly SearchValues<byte> PhoneNumber = Set("0123456789abcdefABCDEF*#-.()pwPW");

    /// <summary>scheme after its first letter.</summary>
    public static readonly SearchValues<byte> Scheme = Set(AlphaNum + "+-.");

    /// <summary>What may stand in a URI of an unknown scheme: every visible octet except the delimiters of a header.</summary>
    public static readonly SearchValues<byte> AbsoluteUri = Set(AlphaNum + "-_.!~*'()%;/?:@&=+$,[]#|");

    /// <summary>Digits and dots: Timestamp, the index of History-Info.</summary>
    public static readonly SearchValues<byte> Decimal = Set("0123456789.");

    /// <summary>HEXDIG.</summary>
    public static readonly SearchValues<byte> HexDigit = Set("0123456789abcdefABCDEF");

    /// <summary>signed-identity-digest, RFC 8224 §4: base64 with its URL-safe letters, and the dots between its parts.</summary>
    public static readonly SearchValues<byte> SignedDigest = Set(AlphaNum + "+/-_=.");

    /// <summary>bchars, RFC 2046 §5.1.1.</summary>
    public static readonly SearchValues<byte> Boundary = Set(AlphaNum + "'()+_,-./:=? ");

    /// <summary>SP, HTAB, and CR and LF, which stand inside a header value only where a line is folded.</summary>
    public static bool IsWhitespace(byte octet) => octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>DIGIT.</summary>
    public static bool IsDigit(byte octet) => (uint)(octet - '0') <= 9;

    /// <summary>ALPHA.</summary>
    public static bool IsAlpha(byte octet) => (uint)((octet | 0x20) - 'a') <= 25;

    /// <summary>Every <c>%</c> is followed by two hexadecimal digits.</summary>
    public static bool HasValidEscapes(ReadOnlySpan<byte> text)
    {
        for (int at = text.IndexOf((byte)'%'); at >= 0;)
        {
            text = text[(at + 1)..];
            if (text.Length < 2 || !char.IsAsciiHexDigit((char)text[0]) || !char.IsAsciiHexDigit((char)text[1]))
            {
                return false;
            }

            at = text.IndexOf((byte)'%');
        }

        return true;
    }

    private static SearchValues<byte> Set(string characters) => SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(characters));
}
