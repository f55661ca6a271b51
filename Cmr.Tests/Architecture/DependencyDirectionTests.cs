using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Cmr.Tests.Support;

namespace Cmr.Tests.Architecture;

/// <summary>Dependencies point one way, and no process knows another.</summary>
[TestClass]
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cmr.Contracts.Generator"] = [],
        ["Cmr.Contracts"] = [],
        ["Cmr.Soap"] = [],
        ["Cmr.Protocols"] = [],
        ["Cmr.Domain"] = [],
        ["Cmr.Persistence"] = ["Cmr.Domain"],
        ["Cmr.Service"] = ["Cmr.Soap", "Cmr.Contracts", "Cmr.Persistence", "Cmr.Domain"],
        ["Cmr.Sip"] = ["Cmr.Protocols", "Cmr.Contracts", "Cmr.Persistence", "Cmr.Domain"],
        ["Cmr.Media"] = ["Cmr.Protocols", "Cmr.Contracts"],
        ["Cmr.Cli"] = ["Cmr.Contracts", "Cmr.Protocols", "Cmr.Persistence", "Cmr.Domain"],
    };

    public static IEnumerable<object[]> Projects => Allowed.Keys.Select(project => new object[] { project });

    [TestMethod]
    public void Every_project_of_the_product_is_in_the_table()
    {
        string[] projects = [.. Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Except(["Cmr.Tests", "Cmr.Benchmarks"])
            .Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(Allowed.Keys.Order(StringComparer.Ordinal).ToArray(), projects);
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_project_file_references_only_what_its_layer_may_use(string project)
    {
        IEnumerable<string> references = XDocument.Load(Repository.PathOf(project, project + ".csproj"))
            .Descendants("ProjectReference")
            // build order only: the compiler never sees these
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .SelectMany(reference => ((string)reference.Attribute("Include")!).Split(';'))
            .Select(path => Path.GetFileNameWithoutExtension(path.Trim()));
        AssertAllowed(project, references);
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_built_assembly_references_only_what_its_layer_may_use(string project)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();
        AssertAllowed(project, metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name.StartsWith("Cmr.", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("Cmr.Media", "Cmr.Contracts.MediaControl")]
    [DataRow("Cmr.Sip", "Cmr.Contracts.MediaControl")]
    public void A_call_plane_process_uses_only_the_media_control_part_of_the_contracts(string project, string part)
    {
        string[] strangers = [.. TypeReferences.Of(project)
            .Where(type => type.Namespace.StartsWith("Cmr.Contracts", StringComparison.Ordinal) && !type.Namespace.StartsWith(part, StringComparison.Ordinal))
            .Select(type => type.ToString())];
        Assert.IsEmpty(strangers, string.Join(", ", strangers));
    }

    [TestMethod]
    public void Media_knows_nothing_of_SIP_or_SDP()
    {
        string[] strangers = [.. TypeReferences.Of("Cmr.Media")
            .Where(type => type.Namespace.StartsWith("Cmr.Protocols.", StringComparison.Ordinal) && !type.Namespace.StartsWith("Cmr.Protocols.Rtp", StringComparison.Ordinal))
            .Select(type => type.ToString())];
        Assert.IsEmpty(strangers, string.Join(", ", strangers));
    }

    private static void AssertAllowed(string project, IEnumerable<string> references)
    {
        string[] forbidden = [.. references.Except(Allowed[project])];
        Assert.IsEmpty(forbidden, $"{project} must not reference {string.Join(", ", forbidden)}");
    }
}
