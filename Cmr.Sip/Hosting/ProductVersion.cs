using System.Reflection;

namespace Cmr.Sip.Hosting;

/// <summary>The version of this process.</summary>
internal static class ProductVersion
{
    /// <summary>As built.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
