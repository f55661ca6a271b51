using System.Security.Cryptography;

namespace Cmr.Sip.Calls;

/// <summary>Identifiers from the operating system's random numbers.</summary>
internal sealed class RandomIdentifiers : IIdentifierSource
{
    private const int TokenOctets = 10;

    public string NextToken()
    {
        Span<byte> octets = stackalloc byte[TokenOctets];
        RandomNumberGenerator.Fill(octets);
        return Convert.ToHexStringLower(octets);
    }

    // No caller asks for int.MaxValue as the maximum, so + 1 cannot overflow
    public int NextNumber(int minimum, int maximum) => RandomNumberGenerator.GetInt32(minimum, maximum + 1);

    public Guid NextGuid() => Guid.NewGuid();
}
