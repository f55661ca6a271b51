using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;
using Cmr.Soap.Security;

namespace Cmr.Soap.Envelope;

/// <summary>Reads a request envelope to its end: headers first, then the body by its operation.</summary>
/// <remarks>SOAP 1.1 §4; WS-I Basic Profile 1.1 R9981 (one body element), R1011 (nothing behind the body), R1027 (mustUnderstand).</remarks>
internal sealed class SoapEnvelopeReader(SoapService service, SoapVersion version)
{
    /// <exception cref="XmlException">The document is not well-formed or breaks a limit.</exception>
    /// <exception cref="SoapFaultException">The document is no request to this service.</exception>
    public SoapRequest Read(XmlReader reader)
    {
        reader.MoveToContent();
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Envelope") throw new SoapFaultException("The document is no SOAP envelope");
        if (reader.NamespaceURI != version.Namespace)
            throw new SoapFaultException(new SoapFault(SoapFaultCode.VersionMismatch, $"The envelope is not in the namespace {version.Namespace}"));
        if (reader.IsEmptyElement) throw new SoapFaultException("The envelope has no Body");
        reader.Read();
        SoapHeaderBlocks headers = reader.MoveToContent() == XmlNodeType.Element && Is(reader, "Header") ? ReadHeader(reader) : SoapHeaderBlocks.None;
        if (reader.MoveToContent() != XmlNodeType.Element || !Is(reader, "Body")) throw new SoapFaultException("The envelope has no Body");
        (ISoapOperation operation, object input) = ReadBody(reader);
        if (reader.MoveToContent() != XmlNodeType.EndElement) throw new SoapFaultException("Something follows the Body");
        while (reader.Read())
        {
            // to the end of the document, which proves it well-formed
        }

        return new SoapRequest(operation, input, headers);
    }

    private (ISoapOperation Operation, object Input) ReadBody(XmlReader reader)
    {
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty || reader.MoveToContent() != XmlNodeType.Element) throw new SoapFaultException("The Body has no element");
        ISoapOperation operation = service.Find(reader.LocalName, reader.NamespaceURI)
            ?? throw new SoapFaultException($"{service.Name} has no operation for the element {{{Shorten(reader.NamespaceURI)}}}{Shorten(reader.LocalName)}");
        object input = operation.Read(reader);
        if (reader.MoveToContent() != XmlNodeType.EndElement) throw new SoapFaultException("The Body has more than one element");
        reader.Read();
        return (operation, input);
    }

    private SoapHeaderBlocks ReadHeader(XmlReader reader)
    {
        SoapHeaderBlocks blocks = new(service.KnownHeaders.Count);
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty) return blocks;
        while (reader.MoveToContent() == XmlNodeType.Element) ReadBlock(reader, blocks);
        if (reader.NodeType != XmlNodeType.EndElement) throw new SoapFaultException("The Header holds text");
        reader.Read();
        return blocks;
    }

    private void ReadBlock(XmlReader reader, SoapHeaderBlocks blocks)
    {
        if (!IsForUs(reader))
        {
            reader.Skip();
        }
        else if (reader.LocalName == "Security" && reader.NamespaceURI == UsernameTokenReader.SecurityNamespace)
        {
            blocks.UsernameToken ??= UsernameTokenReader.Read(reader);
        }
        else if (service.IndexOfHeader(reader.LocalName, reader.NamespaceURI) is var known and >= 0)
        {
            if (blocks[known] is not null) throw new SoapFaultException($"The header block {reader.LocalName} occurs more than once");
            blocks[known] = reader.ReadElementContentAsString().Trim();
        }
        else
        {
            RefuseIfMandatory(reader);
            reader.Skip();
        }
    }

    private bool IsForUs(XmlReader reader) =>
        reader.GetAttribute("actor", version.Namespace) is not { Length: > 0 } actor || actor == version.NextActor;

    private void RefuseIfMandatory(XmlReader reader)
    {
        if (reader.GetAttribute("mustUnderstand", version.Namespace)?.Trim() is "1" or "true")
            throw new SoapFaultException(new SoapFault(
                SoapFaultCode.MustUnderstand, $"The header block {{{Shorten(reader.NamespaceURI)}}}{Shorten(reader.LocalName)} is not understood"));
    }

    private bool Is(XmlReader reader, string localName) => reader.LocalName == localName && reader.NamespaceURI == version.Namespace;

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64];
}
