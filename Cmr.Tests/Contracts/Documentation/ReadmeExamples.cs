using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>The XML that <c>wsdl/README.md</c> shows.</summary>
internal static partial class ReadmeExamples
{
    public static IReadOnlyList<XElement> All { get; } =
        [.. Block.Matches(File.ReadAllText(Path.Combine(ContractSchemas.Folder, "README.md"))).Select(match => XElement.Parse(match.Groups[1].Value))];

    /// <summary>The bodies, in the order of the story.</summary>
    public static IEnumerable<XElement> Requests => All.Where(element => element.Name.NamespaceName == ContractSchemas.Namespace);

    [GeneratedRegex("```xml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block { get; }
}
