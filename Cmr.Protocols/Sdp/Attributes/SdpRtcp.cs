using System.Globalization;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary><c>a=rtcp</c>, RFC 3605: where RTCP goes when not to the next port.</summary>
/// <param name="Port">Port.</param>
/// <param name="Connection">Address; <see langword="null"/> when it is that of the media.</param>
public readonly record struct SdpRtcp(int Port, SdpConnection? Connection)
{
    /// <summary>Reads the value of the attribute.</summary>
    public static bool TryRead(Utf8Text source, out SdpRtcp value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryNumber(ushort.MaxValue, out uint port))
        {
            return false;
        }

        SdpConnection connection = default;
        bool hasAddress = lexer.TryGap();
        value = new SdpRtcp((int)port, null);
        if (hasAddress && SdpConnection.TryRead(lexer.Rest, out connection))
        {
            value = new SdpRtcp((int)port, connection);
            return true;
        }

        return lexer.AtEnd;
    }

    /// <summary>The attribute line.</summary>
    public SdpLine ToLine() => SdpLine.Attribute("rtcp", ToString());

    /// <summary>Value of the attribute.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port}{(Connection is { } address ? $" {address}" : string.Empty)}");
}
