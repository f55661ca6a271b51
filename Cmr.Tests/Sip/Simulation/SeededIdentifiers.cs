using Cmr.Sip.Calls;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>Identifiers that are the same in every run with the same seed.</summary>
internal sealed class SeededIdentifiers(int seed) : IIdentifierSource
{
    private readonly Random _random = new(seed);

    public string NextToken() => _random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    public int NextNumber(int minimum, int maximum) => (int)_random.NextInt64(minimum, (long)maximum + 1);

    public Guid NextGuid()
    {
        byte[] octets = new byte[16];
        _random.NextBytes(octets);
        return new Guid(octets);
    }
}
