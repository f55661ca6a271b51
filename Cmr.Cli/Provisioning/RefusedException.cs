using Cmr.Contracts.Soap;

namespace Cmr.Cli.Provisioning;

/// <summary>The service or the media worker said no to a step of the provisioning.</summary>
internal sealed class RefusedException(string step, string answer) : Exception($"{step}: {answer}")
{
    /// <summary>Does nothing when the status code is success.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public static void ThrowUnlessSuccess(string step, StatusCode code, string? description)
    {
        if (code != StatusCode.Success) throw new RefusedException(step, $"{(int)code} {code}: {description}");
    }
}
