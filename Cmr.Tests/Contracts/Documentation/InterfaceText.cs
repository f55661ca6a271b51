using System.Xml.Linq;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>An interface as its WSDL documents it.</summary>
internal sealed record InterfaceText(string Name, string Description, IReadOnlyList<OperationText> Operations)
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    public static IReadOnlyList<InterfaceText> All { get; } =
        [.. Directory.EnumerateFiles(ContractSchemas.Folder, "*.wsdl").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Such as <c>CMR-1</c>.</summary>
    public string Title => $"CMR-{Name[3..]}";

    /// <summary>Such as <c>cmr1</c>.</summary>
    public string Path => Name.ToLowerInvariant();

    private static InterfaceText Read(string file)
    {
        XElement portType = XDocument.Load(file).Root!.Elements(Wsdl + "portType").Single(); // a loaded document has a root
        return new InterfaceText(
            (string?)portType.Attribute("name") ?? "",
            OperationText.DocumentationText(portType.Element(Wsdl + "documentation")),
            [.. portType.Elements(Wsdl + "operation").Select(OperationText.Read)]);
    }
}
