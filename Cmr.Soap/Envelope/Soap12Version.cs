using System.Xml;
using Cmr.Soap.Faults;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Envelope;

/// <summary>SOAP 1.2.</summary>
internal sealed class Soap12Version() : SoapVersion("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml")
{
    private const string Roles = "http://www.w3.org/2003/05/soap-envelope/role/";

    public override string Name => "SOAP 1.2";

    public override string RoleAttribute => "role";

    /// <summary>Part 1 §2.2: nobody acts in the role "none".</summary>
    public override bool IsForUs(string role) => role is "" or Roles + "next" or Roles + "ultimateReceiver";

    /// <summary>Part 2, table 20: only a fault of the sender is a 400.</summary>
    public override int FaultStatus(SoapFaultCode code) =>
        code == SoapFaultCode.Client ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;

    /// <summary>Part 1 §5.4.7 (Upgrade) and §5.4.8 (NotUnderstood).</summary>
    private protected override void WriteFaultHeader(XmlWriter writer, SoapFault fault)
    {
        if (fault.Code == SoapFaultCode.VersionMismatch)
        {
            writer.WriteStartElement("Header", Namespace);
            writer.WriteStartElement("Upgrade", Namespace);
            WriteName(writer, "SupportedEnvelope", new XmlQualifiedName("Envelope", Soap12.Namespace));
            WriteName(writer, "SupportedEnvelope", new XmlQualifiedName("Envelope", Soap11.Namespace));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        else if (fault.NotUnderstood.Count > 0)
        {
            writer.WriteStartElement("Header", Namespace);
            foreach (XmlQualifiedName name in fault.NotUnderstood) WriteName(writer, "NotUnderstood", name);
            writer.WriteEndElement();
        }
    }

    /// <summary>Part 1 §5.4.</summary>
    private protected override void WriteFaultContent(XmlWriter writer, SoapFault fault)
    {
        writer.WriteStartElement("Code", Namespace);
        writer.WriteElementString("Value", Namespace, "s:" + ValueOf(fault.Code));
        if (fault.Subcode is { } subcode) WriteSubcode(writer, subcode);
        writer.WriteEndElement();
        writer.WriteStartElement("Reason", Namespace);
        writer.WriteStartElement("Text", Namespace);
        writer.WriteAttributeString("xml", "lang", null, "en");
        writer.WriteString(Clean(fault.Reason));
        writer.WriteEndElement();
        writer.WriteEndElement();
        if (fault.Detail.Count == 0) return;
        writer.WriteStartElement("Detail", Namespace);
        WriteEntries(writer, fault);
        writer.WriteEndElement();
    }

    private void WriteSubcode(XmlWriter writer, XmlQualifiedName subcode)
    {
        writer.WriteStartElement("Subcode", Namespace);
        writer.WriteStartElement("Value", Namespace);
        writer.WriteAttributeString("xmlns", "c", null, subcode.Namespace);
        writer.WriteString("c:" + subcode.Name);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteName(XmlWriter writer, string element, XmlQualifiedName name)
    {
        writer.WriteStartElement(element, Namespace);
        if (name.Namespace.Length > 0) writer.WriteAttributeString("xmlns", "q", null, name.Namespace);
        writer.WriteAttributeString("qname", name.Namespace.Length > 0 ? "q:" + name.Name : name.Name);
        writer.WriteEndElement();
    }

    private static string ValueOf(SoapFaultCode code) => code switch
    {
        SoapFaultCode.Client => "Sender",
        SoapFaultCode.Server => "Receiver",
        _ => code.ToString(),
    };
}
