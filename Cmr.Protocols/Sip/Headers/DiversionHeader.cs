using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One Diversion value, RFC 5806 §4: who diverted the call, why and how often.</summary>
/// <param name="Address">The diverting user with all parameters.</param>
public readonly record struct DiversionHeader(AddressHeader Address)
{
    /// <summary><c>reason</c>: unknown, user-busy, no-answer, unavailable, unconditional …; <c>unknown</c> when absent.</summary>
    public Utf8Text Reason => Address.Parameters.TryGet("reason"u8, out Utf8Text reason) && !reason.IsEmpty ? reason : "unknown";

    /// <summary><c>counter</c>: diversions by this entry, 1 when absent.</summary>
    public uint Counter => Address.Parameters.GetNumber("counter"u8) ?? 1;

    /// <summary><c>privacy</c> is there and not <c>off</c>: the caller must not see the number.</summary>
    public bool IsPrivate => Address.Parameters.TryGet("privacy"u8, out Utf8Text privacy) && !privacy.EqualsIgnoreCase("off"u8);

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out DiversionHeader value)
    {
        bool valid = AddressHeader.TryRead(source, out AddressHeader address);
        value = new DiversionHeader(address);
        return valid;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Address.ToString();
}
