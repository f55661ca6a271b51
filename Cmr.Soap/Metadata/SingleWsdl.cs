using System.Text;
using System.Xml.Linq;

namespace Cmr.Soap.Metadata;

/// <summary>Puts a WSDL and the schemas it includes together in one document, for clients that follow no links.</summary>
/// <remarks>The documents are those of the service itself, so they are read without suspicion.</remarks>
internal static class SingleWsdl
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    /// <summary>Builds it.</summary>
    /// <param name="wsdlName">The WSDL among the documents.</param>
    /// <param name="documents">File name to content.</param>
    /// <returns><see langword="null"/> when there is no such WSDL.</returns>
    public static string? Build(string wsdlName, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> documents)
    {
        if (!documents.ContainsKey(wsdlName)) return null;
        XDocument wsdl = Parse(documents[wsdlName]);
        HashSet<string> seen = new(StringComparer.Ordinal);
        XElement[] written = [.. wsdl.Descendants(Wsdl + "types").Elements(Xs + "schema")];
        Dictionary<string, XElement> merged = new(StringComparer.Ordinal);
        foreach (XElement schema in written)
        {
            Merge(schema, NamespaceOf(schema), documents, seen, merged);
            schema.Remove();
        }

        foreach (XElement schema in merged.Values)
        {
            XElement[] imports = [.. schema.Elements(Xs + "import")];
            foreach (XElement import in imports) import.Remove();
            schema.AddFirst(imports.DistinctBy(import => (string?)import.Attribute("namespace")).Select(Unlocated));
        }

        wsdl.Descendants(Wsdl + "types").FirstOrDefault()?.Add(merged.Values);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + wsdl;
    }

    /// <summary>Adds the content of a schema, and of all that it includes or imports, to the one schema of its namespace.</summary>
    private static void Merge(
        XElement schema, string targetNamespace, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> documents, HashSet<string> seen, Dictionary<string, XElement> merged)
    {
        if (!merged.TryGetValue(targetNamespace, out XElement? target))
        {
            target = new XElement(Xs + "schema", schema.Attributes());
            target.SetAttributeValue("targetNamespace", targetNamespace);
            merged.Add(targetNamespace, target);
        }

        XAttribute[] prefixes = [.. schema.Attributes().Where(attribute => attribute.IsNamespaceDeclaration)];
        foreach (XElement child in schema.Elements())
        {
            bool isInclude = child.Name == Xs + "include";
            if (isInclude || child.Name == Xs + "import")
            {
                string? location = (string?)child.Attribute("schemaLocation");
                if (location is not null && documents.TryGetValue(location, out ReadOnlyMemory<byte> document) && seen.Add(location))
                {
                    XElement other = Parse(document).Root!; // a parsed document has a root
                    Merge(other, isInclude ? targetNamespace : NamespaceOf(other), documents, seen, merged);
                }
                if (isInclude) continue;
            }

            target.Add(WithPrefixes(child, prefixes, target));
        }
    }

    /// <summary>Names within attribute values need the prefixes of the schema that they come from.</summary>
    private static XElement WithPrefixes(XElement child, XAttribute[] prefixes, XElement target)
    {
        XElement copy = new(child);
        foreach (XAttribute prefix in prefixes)
        {
            XAttribute? declared = target.Attribute(prefix.Name);
            if (declared is null) target.Add(new XAttribute(prefix));
            else if (declared.Value != prefix.Value && copy.Attribute(prefix.Name) is null) copy.Add(new XAttribute(prefix));
        }

        return copy;
    }

    /// <summary>An import of a schema that now is in the same document.</summary>
    private static XElement Unlocated(XElement import) => new(Xs + "import", import.Attribute("namespace"));

    private static string NamespaceOf(XElement schema) => (string?)schema.Attribute("targetNamespace") ?? string.Empty;

    private static XDocument Parse(ReadOnlyMemory<byte> document) => XDocument.Parse(Encoding.UTF8.GetString(document.Span).TrimStart('\uFEFF'));
}
