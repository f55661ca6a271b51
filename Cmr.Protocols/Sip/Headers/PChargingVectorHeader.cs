using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>P-Charging-Vector, RFC 7315 §4.6: <c>icid-value=1234;icid-generated-at=192.0.2.1;orig-ioi=home1.example</c>.</summary>
/// <param name="Parameters">All its parameters; the first is written without a semicolon.</param>
public readonly record struct PChargingVectorHeader(HeaderParameters Parameters)
{
    /// <summary>IMS charging identity; never empty.</summary>
    public Utf8Text IcidValue => Parameters.Get("icid-value"u8);

    /// <summary>Operator that the call comes from; empty when absent.</summary>
    public Utf8Text OriginatingOperator => Parameters.Get("orig-ioi"u8);

    /// <summary>Operator that the call goes to; empty when absent.</summary>
    public Utf8Text TerminatingOperator => Parameters.Get("term-ioi"u8);

    /// <summary>Reads one whole row.</summary>
    public static bool TryRead(Utf8Text source, out PChargingVectorHeader value)
    {
        bool valid = HeaderParameters.TryReadBare(source, out HeaderParameters parameters);
        value = new PChargingVectorHeader(parameters);
        return valid && !value.IcidValue.IsEmpty;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Parameters.ToString().TrimStart(';');
}
