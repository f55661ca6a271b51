using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Cmr.Tests.Architecture;

/// <summary>Reads from a built assembly which types and members of other assemblies it uses.</summary>
internal static class TypeReferences
{
    internal readonly record struct Reference(string Namespace, string Name)
    {
        public override string ToString() => $"{Namespace}.{Name}";
    }

    public static IReadOnlyList<Reference> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => Read(metadata, handle))];
    }

    /// <summary>Used members as <c>Namespace.Type.Member</c>.</summary>
    public static IReadOnlyList<string> MembersOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{Read(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}")];
    }

    private static Reference Read(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        // a nested type carries no namespace of its own
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Read(metadata, (TypeReferenceHandle)type.ResolutionScope) with { Name = Read(metadata, (TypeReferenceHandle)type.ResolutionScope).Name + "." + name }
            : new Reference(metadata.GetString(type.Namespace), name);
    }
}
