using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp.Descriptions;

/// <summary><c>o=</c>, RFC 8866 §5.2. RFC 3264 §8: within a dialog only the version changes, by one per changed description.</summary>
/// <param name="Username">User name or <c>-</c>.</param>
/// <param name="SessionId">Numeric, but kept as text: peers send numbers of any length.</param>
/// <param name="Version">Session version, likewise.</param>
/// <param name="AddressType"><c>IP4</c> or <c>IP6</c>.</param>
/// <param name="Address">Address or host name of the originator.</param>
public readonly record struct SdpOrigin(Utf8Text Username, Utf8Text SessionId, Utf8Text Version, Utf8Text AddressType, Utf8Text Address)
{
    private const int Fields = 6;

    /// <summary>An origin of our own.</summary>
    public static SdpOrigin Create(ulong sessionId, ulong version, System.Net.IPAddress address) => new(
        "-",
        sessionId.ToString(CultureInfo.InvariantCulture),
        version.ToString(CultureInfo.InvariantCulture),
        SdpConnection.TypeOf(address),
        address.ToString());

    /// <summary>Reads the value of an <c>o=</c> line. Lenient: some senders put spaces into the user name, so fields are counted from the end.</summary>
    public static bool TryRead(Utf8Text source, out SdpOrigin value)
    {
        WordReader words = new(source);
        int surplus = words.Count - Fields;
        value = default;
        if (surplus < 0)
        {
            return false;
        }

        words.TryNext(out Utf8Text user);
        for (; surplus > 0; surplus--)
        {
            words.TryNext(out _);
        }

        words.TryNext(out Utf8Text session);
        words.TryNext(out Utf8Text version);
        words.TryNext(out _);
        words.TryNext(out Utf8Text type);
        words.TryNext(out Utf8Text address);
        value = new SdpOrigin(user, session, version, type, address);
        return true;
    }

    /// <summary>The line.</summary>
    public SdpLine ToLine() => new('o', ToString());

    /// <summary>Value of the line.</summary>
    public override string ToString() => $"{Username} {SessionId} {Version} IN {AddressType} {Address}";
}
