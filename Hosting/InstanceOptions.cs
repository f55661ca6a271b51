using System.ComponentModel.DataAnnotations;

namespace Cmr.Hosting;

/// <summary>Section <c>Instance</c>.</summary>
internal sealed class InstanceOptions
{
    /// <summary>File with the instance's secret in base64, shared by its processes.</summary>
    [Required]
    public string SecretFile { get; init; } = string.Empty;
}
