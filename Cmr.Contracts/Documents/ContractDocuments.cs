using System.Collections.Frozen;
using System.Reflection;

namespace Cmr.Contracts.Documents;

/// <summary>The files of <c>wsdl/</c>, byte for byte, as they were when this assembly was built.</summary>
public static class ContractDocuments
{
    private const string Prefix = "wsdl/";

    /// <summary>File name (such as <c>cmr1.wsdl</c>) to content, UTF-8.</summary>
    public static FrozenDictionary<string, ReadOnlyMemory<byte>> All { get; } = Load();

    private static FrozenDictionary<string, ReadOnlyMemory<byte>> Load()
    {
        Assembly assembly = typeof(ContractDocuments).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static ReadOnlyMemory<byte> Read(Assembly assembly, string name)
    {
        using Stream source = assembly.GetManifestResourceStream(name)!; // the name comes from the assembly itself
        byte[] content = new byte[source.Length];
        source.ReadExactly(content);
        return content;
    }
}
