using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>P-Charging-Function-Addresses, RFC 7315 §4.5: <c>ccf=192.0.8.1;ecf=192.0.8.3</c>, each maybe several times.</summary>
/// <param name="Parameters">All its parameters; the first is written without a semicolon.</param>
public readonly record struct PChargingFunctionAddressesHeader(HeaderParameters Parameters)
{
    /// <summary>Charging collection functions (offline charging), first choice first.</summary>
    public List<Utf8Text> Collection => All("ccf"u8);

    /// <summary>Event charging functions (online charging), first choice first.</summary>
    public List<Utf8Text> Event => All("ecf"u8);

    /// <summary>Reads one whole row.</summary>
    public static bool TryRead(Utf8Text source, out PChargingFunctionAddressesHeader value)
    {
        bool valid = HeaderParameters.TryReadBare(source, out HeaderParameters parameters);
        value = new PChargingFunctionAddressesHeader(parameters);
        return valid;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Parameters.ToString().TrimStart(';');

    private List<Utf8Text> All(ReadOnlySpan<byte> name)
    {
        List<Utf8Text> all = [];
        foreach ((Utf8Text key, Utf8Text value) in Parameters)
        {
            if (key.EqualsIgnoreCase(name))
            {
                all.Add(value);
            }
        }

        return all;
    }
}
