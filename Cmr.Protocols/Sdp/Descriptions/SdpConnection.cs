using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary><c>c=</c>, RFC 8866 §5.7.</summary>
/// <param name="AddressType"><c>IP4</c> or <c>IP6</c>.</param>
/// <param name="Address">Address or host name; a multicast address keeps its <c>/ttl</c>.</param>
public readonly record struct SdpConnection(Utf8Text AddressType, Utf8Text Address)
{
    /// <summary>The old way to put a call on hold, <c>0.0.0.0</c> (RFC 3264 §8.4).</summary>
    public bool IsUnspecified => TryGetAddress(out IPAddress? address) && (address!.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    /// <summary>The line for an address.</summary>
    public static SdpConnection Of(IPAddress address) => new(TypeOf(address), address.ToString());

    /// <summary>Reads the value of a <c>c=</c> line; words behind the address are taken and dropped.</summary>
    public static bool TryRead(Utf8Text source, out SdpConnection value)
    {
        WordReader words = new(source);
        bool valid = words.TryNext(out Utf8Text network) & words.TryNext(out Utf8Text type) & words.TryNext(out Utf8Text address);
        valid &= network.EqualsIgnoreCase("IN"u8);
        value = valid ? new SdpConnection(type, address) : default;
        return valid;
    }

    /// <summary>The address, when it is numeric and of the type stated; TTL and count of a multicast address are left out.</summary>
    public bool TryGetAddress(out IPAddress? address)
    {
        int slash = Address.Span.IndexOf((byte)'/');
        Utf8Text bare = slash < 0 ? Address : Address.Slice(0, slash);
        bool six = AddressType.EqualsIgnoreCase("IP6"u8);
        address = null;
        bool plausible = six ? bare.Span.Contains((byte)':') && !bare.Span.Contains((byte)'%') : bare.Span.Count((byte)'.') == 3 && !bare.Span.ContainsAnyExcept(Abnf.Decimal);
        return plausible && IPAddress.TryParse(bare.ToString(), out address);
    }

    /// <summary>The line.</summary>
    public SdpLine ToLine() => new('c', ToString());

    /// <summary>Value of the line.</summary>
    public override string ToString() => $"IN {AddressType} {Address}";

    internal static Utf8Text TypeOf(IPAddress address) => address.GetAddressBytes().Length == 16 ? "IP6" : "IP4";
}
