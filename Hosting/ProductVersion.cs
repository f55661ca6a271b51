using System.Reflection;

namespace Cmr.Hosting;

/// <summary>The version of this process.</summary>
internal static class ProductVersion
{
    /// <summary>Gets it, as built.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
