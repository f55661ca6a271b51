using Cmr.Protocols.Sip.Headers;

namespace Cmr.Sip.Trust;

/// <summary>One row of <see cref="TrustTable"/>. What comes from a trusted peer is always taken as it is.</summary>
/// <param name="Name">Header field.</param>
/// <param name="Id">Its number; <see cref="HeaderId.Unknown"/> where it goes by name.</param>
/// <param name="FromUntrusted">On arrival from outside, before anything looks at it.</param>
/// <param name="ToTrusted">Last thing before it is sent within the trust domain.</param>
/// <param name="ToUntrusted">Last thing before it is sent to the outside.</param>
/// <param name="Source">Specification.</param>
internal sealed record TrustRule(string Name, HeaderId Id, TrustAction FromUntrusted, TrustAction ToTrusted, TrustAction ToUntrusted, string Source)
{
    public TrustAction At(TrustEdge edge) => edge switch
    {
        TrustEdge.FromUntrusted => FromUntrusted,
        TrustEdge.ToTrusted => ToTrusted,
        _ => ToUntrusted,
    };
}
