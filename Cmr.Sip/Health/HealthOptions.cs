using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Health;

/// <summary>Section <c>Health</c>.</summary>
internal sealed class HealthOptions
{
    /// <summary>Loopback port of <c>/health</c> and <c>/metrics</c>. Default 8097.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8097;
}
