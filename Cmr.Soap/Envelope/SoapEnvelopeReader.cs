using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;
using Cmr.Soap.Security;

namespace Cmr.Soap.Envelope;

/// <summary>Reads a request envelope to its end: headers first, then the body by its operation.</summary>
/// <remarks>SOAP 1.1 §4, SOAP 1.2 part 1 §5; WS-I Basic Profile 1.1 R9981 (one body element), R1011 (nothing behind the body), R1027 (mustUnderstand).</remarks>
internal sealed class SoapEnvelopeReader(SoapService service, SoapVersion version, TimeProvider clock)
{
    private const int MaxNotUnderstood = 8;

    /// <exception cref="XmlException">The document is not well-formed or breaks a limit.</exception>
    /// <exception cref="SoapFaultException">The document is no request to this service.</exception>
    public SoapRequest Read(XmlReader reader)
    {
        reader.MoveToContent();
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Envelope") throw new SoapFaultException("The document is no SOAP envelope");
        if (reader.NamespaceURI != version.Namespace)
            throw new SoapFaultException(new SoapFault(SoapFaultCode.VersionMismatch, $"{version.MediaType} announces {version.Name}, whose envelope is in the namespace {version.Namespace}"));
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
        List<XmlQualifiedName>? notUnderstood = null;
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            bool isMandatory = SoapVersion.IsMandatory(reader.GetAttribute("mustUnderstand", version.Namespace));
            if (IsForUs(reader) && TryReadBlock(reader, blocks, isMandatory)) continue;
            if (isMandatory && IsForUs(reader) && (notUnderstood ??= []).Count < MaxNotUnderstood)
                notUnderstood.Add(new XmlQualifiedName(Shorten(reader.LocalName), Shorten(reader.NamespaceURI)));
            reader.Skip();
        }

        if (reader.NodeType != XmlNodeType.EndElement) throw new SoapFaultException("The Header holds text");
        if (notUnderstood is not null) throw new SoapFaultException(NotUnderstood(notUnderstood));
        reader.Read();
        return blocks;
    }

    /// <summary>Reads a block that is for us and moves behind it; <see langword="false"/> when the service does not know it.</summary>
    private bool TryReadBlock(XmlReader reader, SoapHeaderBlocks blocks, bool isMandatory)
    {
        if (reader.LocalName == "Security" && reader.NamespaceURI == SecurityHeaderReader.SecurityNamespace)
        {
            if (blocks.HasSecurity) throw new SoapFaultException("The header block Security occurs more than once");
            blocks.HasSecurity = true;
            blocks.UsernameToken = SecurityHeaderReader.Read(reader, isMandatory, clock.GetUtcNow());
            return true;
        }

        int known = service.IndexOfHeader(reader.LocalName, reader.NamespaceURI);
        if (known < 0) return false;
        if (blocks[known] is not null) throw new SoapFaultException($"The header block {reader.LocalName} occurs more than once");
        blocks[known] = reader.ReadElementContentAsString().Trim();
        return true;
    }

    private bool IsForUs(XmlReader reader) => reader.GetAttribute(version.RoleAttribute, version.Namespace) is not { } role || version.IsForUs(role.Trim());

    private static SoapFault NotUnderstood(List<XmlQualifiedName> names) => new(
        SoapFaultCode.MustUnderstand, $"The header block {{{names[0].Namespace}}}{names[0].Name} is not understood") { NotUnderstood = names };

    private bool Is(XmlReader reader, string localName) => reader.LocalName == localName && reader.NamespaceURI == version.Namespace;

    private static string Shorten(string text) => ShortText.Cut(text, 64);
}
