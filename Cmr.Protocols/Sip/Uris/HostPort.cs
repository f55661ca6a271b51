using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Uris;

/// <summary>hostport of RFC 3261 §25.1: a host name, an IPv4 address or a bracketed IPv6 address, and a port.</summary>
/// <param name="Host">As written; an IPv6 address keeps its brackets.</param>
/// <param name="Port">0–65535, <see langword="null"/> when not written.</param>
public readonly record struct HostPort(Utf8Text Host, int? Port = null)
{
    /// <summary>The host is written as an IPv6 reference, in brackets.</summary>
    public bool IsIPv6 => Host.Length > 2 && Host[0] == (byte)'[';

    /// <summary>The host as an address, when it is one.</summary>
    public bool TryGetAddress(out System.Net.IPAddress? address)
    {
        Utf8Text bare = Host.Length > 2 && Host[0] == (byte)'[' ? Host.Slice(1, Host.Length - 2) : Host;
        address = null;
        bool numeric = !bare.IsEmpty && (Host[0] == (byte)'[' || bare.Span.Count((byte)'.') == 3); // "1" and "0x7f.1" are names, not addresses
        return numeric && System.Net.IPAddress.TryParse(bare.Span, out address);
    }

    /// <summary>Host names compare without case; a written and an absent port differ.</summary>
    public bool Equals(HostPort other) => Port == other.Port && Host.EqualsIgnoreCase(other.Host);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host.Length, Port);

    /// <summary><c>host[:port]</c>.</summary>
    public override string ToString() =>
        Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host.ToString();

    /// <summary>Reads host and port; white space may surround the colon (RFC 3261 §25.1 COLON), as old stacks write it in Via.</summary>
    internal static bool TryRead(ref TextLexer lexer, bool spaced, out HostPort value)
    {
        value = default;
        if (!TryHost(ref lexer, out Utf8Text host))
        {
            return false;
        }

        int? port = null;
        if (spaced ? lexer.TrySkipSeparator((byte)':') : lexer.TrySkip((byte)':'))
        {
            if (!lexer.TryNumber(ushort.MaxValue, out uint number))
            {
                return false;
            }

            port = (int)number;
        }

        value = new HostPort(host, port);
        return true;
    }

    private static bool TryHost(ref TextLexer lexer, out Utf8Text host)
    {
        if (lexer.Next != (byte)'[')
        {
            return lexer.TryTake(Abnf.HostName, out host);
        }

        Utf8Text whole = lexer.Rest;
        int length = whole.Span.IndexOf((byte)']') + 1;
        host = default;
        if (length < 4 || whole.Span[1..(length - 1)].ContainsAnyExcept(Abnf.IPv6))
        {
            return false;
        }

        host = whole.Slice(0, length);
        lexer.Skip(length);
        return true;
    }
}
