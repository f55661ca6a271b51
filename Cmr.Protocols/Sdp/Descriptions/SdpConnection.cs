using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary><c>c=</c>, RFC 8866 §5.7.</summary>
/// <param name="AddressType"><c>IP4</c> or <c>IP6</c>.</param>
/// <param name="Address">Address or host name; a multicast address keeps its <c>/ttl</c>.</param>
public readonly record struct SdpConnection(Utf8Text AddressType, Utf8Text Address)
{
    /// <summary>The old way to put a call on hold, <c>0.0.0.0</c> (RFC 3264 §8.4).</summary>
    public bool IsUnspecified => Address.Equals("0.0.0.0"u8) || Address.Equals("::"u8);

    /// <summary>The line for an address.</summary>
    public static SdpConnection Of(IPAddress address) => new(TypeOf(address), address.ToString());

    /// <summary>Reads the value of a <c>c=</c> line; words behind the address are taken and dropped.</summary>
    public static bool TryRead(Utf8Text source, out SdpConnection value)
    {
        value = default;
        List<Utf8Text> words = source.Words();
        if (words.Count < 3 || !words[0].EqualsIgnoreCase("IN"u8))
        {
            return false;
        }

        value = new SdpConnection(words[1], words[2]);
        return true;
    }

    /// <summary>The address, when it is numeric.</summary>
    public bool TryGetAddress(out IPAddress? address) => IPAddress.TryParse(Address.ToString(), out address);

    /// <summary>The line.</summary>
    public SdpLine ToLine() => new('c', ToString());

    /// <summary>Value of the line.</summary>
    public override string ToString() => $"IN {AddressType} {Address}";

    internal static Utf8Text TypeOf(IPAddress address) => address.GetAddressBytes().Length == 16 ? "IP6" : "IP4";
}
