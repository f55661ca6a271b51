using System.Xml;

namespace Cmr.Soap.Envelope;

/// <summary>Walks child elements of a forward-only reader.</summary>
internal static class ElementWalk
{
    /// <summary>Enters the element the reader stands on and yields its children; the caller consumes each before it asks for the next.</summary>
    /// <param name="reader">Is behind the element's end tag when the walk is over.</param>
    /// <param name="namespaces">Children of other namespaces yield an empty name.</param>
    public static IEnumerable<string> Children(XmlReader reader, params string[] namespaces)
    {
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty) yield break;
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element) yield return namespaces.Contains(reader.NamespaceURI) ? reader.LocalName : string.Empty;
            else if (!reader.Read()) throw new XmlException("The document ends within an element.");
        }

        reader.Read();
    }
}
