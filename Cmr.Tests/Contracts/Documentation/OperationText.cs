using System.Xml.Linq;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>An operation as its WSDL documents it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Permits">Kind of principal to what it may do with the operation here.</param>
/// <param name="Statuses">Status codes of its own, and when they come.</param>
internal sealed record OperationText(string Name, string Description, IReadOnlyDictionary<string, string> Permits, IReadOnlyList<(string Code, string When)> Statuses)
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Hint = "urn:oma:cmr:1.0:hints";

    public static OperationText Read(XElement operation)
    {
        XElement documentation = operation.Element(Wsdl + "documentation")!; // another test demands it
        return new OperationText(
            (string?)operation.Attribute("name") ?? "",
            DocumentationText(documentation),
            documentation.Elements(Hint + "permits").ToDictionary(permits => (string?)permits.Attribute("principal") ?? "", permits => permits.Value.Trim(), StringComparer.Ordinal),
            [.. documentation.Elements(Hint + "status").Select(status => ((string?)status.Attribute("code") ?? "", AnnotationText.Cell(status.Value)))]);
    }

    /// <summary>The text of a documentation without the hints in it.</summary>
    public static string DocumentationText(XElement? documentation) =>
        AnnotationText.Cell(string.Concat((documentation?.Nodes().OfType<XText>() ?? []).Select(text => text.Value)));
}
