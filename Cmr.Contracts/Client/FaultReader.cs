using System.Net;
using System.Xml;

namespace Cmr.Contracts.Client;

/// <summary>Reads faults of SOAP 1.1 (§4.4) and SOAP 1.2 (part 1, §5.4).</summary>
internal static class FaultReader
{
    /// <summary>Reads the fault that the reader stands on.</summary>
    /// <exception cref="XmlException">The content is not well-formed.</exception>
    public static SoapFaultException Read(XmlReader reader, HttpStatusCode status)
    {
        string code = string.Empty, reason = string.Empty;
        string? subcode = null, detail = null;
        bool isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        while (!isEmpty && reader.NodeType == XmlNodeType.Element)
        {
            switch (reader.LocalName)
            {
                case "faultcode":
                    code = LocalName(reader.ReadElementContentAsString());
                    break;
                case "faultstring":
                    reason = reader.ReadElementContentAsString();
                    break;
                case "Code":
                    (code, subcode) = ReadCode(reader);
                    break;
                case "Reason":
                    reason = ReadReason(reader);
                    break;
                case "detail" or "Detail":
                    detail = reader.ReadInnerXml();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new SoapFaultException(code, reason, status) { Subcode = subcode, Detail = detail };
    }

    private static (string Code, string? Subcode) ReadCode(XmlReader reader)
    {
        List<string> values = [];
        using (XmlReader code = reader.ReadSubtree())
        {
            while (!code.EOF)
            {
                if (code is { NodeType: XmlNodeType.Element, LocalName: "Value" }) values.Add(LocalName(code.ReadElementContentAsString()));
                else code.Read();
            }
        }

        reader.Skip();
        return (values.Count > 0 ? values[0] : string.Empty, values.Count > 1 ? values[1] : null);
    }

    /// <summary>The first text, whatever its language: this service writes English.</summary>
    private static string ReadReason(XmlReader reader)
    {
        string reason = string.Empty;
        using (XmlReader texts = reader.ReadSubtree())
        {
            if (texts.ReadToDescendant("Text", reader.NamespaceURI)) reason = texts.ReadElementContentAsString();
        }

        reader.Skip();
        return reason;
    }

    private static string LocalName(string code) => code[(code.IndexOf(':') + 1)..].Trim();
}
