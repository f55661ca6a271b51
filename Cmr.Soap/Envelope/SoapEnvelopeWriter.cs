using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Envelope;

/// <summary>Writes response and fault envelopes.</summary>
internal sealed class SoapEnvelopeWriter(SoapVersion version)
{
    public void WriteResponse(PooledXmlWriter pooled, ISoapOperation operation, object output)
    {
        pooled.Output.Write(version.EnvelopeStart);
        operation.Write(pooled.Writer, output);
        pooled.Writer.Flush();
        pooled.Output.Write(version.EnvelopeEnd);
    }

    /// <summary>SOAP 1.1 §4.4.</summary>
    public void WriteFault(PooledXmlWriter pooled, SoapFault fault)
    {
        pooled.Output.Write(version.EnvelopeStart);
        XmlWriter writer = pooled.Writer;
        writer.WriteStartElement("s", "Fault", version.Namespace);
        writer.WriteElementString("faultcode", $"s:{fault.Code}");
        writer.WriteElementString("faultstring", Clean(fault.Reason));
        writer.WriteEndElement();
        writer.Flush();
        pooled.Output.Write(version.EnvelopeEnd);
    }

    private static string Clean(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++) span[i] = XmlConvert.IsXmlChar(source[i]) ? source[i] : '?';
    });
}
