using System.Xml;
using Cmr.Soap.Faults;
using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Envelope;

/// <summary>SOAP 1.1.</summary>
internal sealed class Soap11Version() : SoapVersion("http://schemas.xmlsoap.org/soap/envelope/", "text/xml")
{
    public override string Name => "SOAP 1.1";

    public override string RoleAttribute => "actor";

    public override bool IsForUs(string role) => role.Length == 0 || role == "http://schemas.xmlsoap.org/soap/actor/next";

    /// <summary>§6.2: every fault is a 500.</summary>
    public override int FaultStatus(SoapFaultCode code) => StatusCodes.Status500InternalServerError;

    /// <summary>§4.4. The parts of a fault have no namespace; a detail is only for what concerns the body.</summary>
    private protected override void WriteFaultContent(XmlWriter writer, SoapFault fault)
    {
        writer.WriteElementString("faultcode", $"s:{fault.Code}");
        writer.WriteElementString("faultstring", Clean(fault.Reason));
        if (fault.Detail.Count == 0) return;
        writer.WriteStartElement("detail");
        WriteEntries(writer, fault);
        writer.WriteEndElement();
    }
}
