using System.Text;
using System.Xml;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Envelope;

/// <summary>What differs between versions of SOAP. One instance per version served.</summary>
internal abstract class SoapVersion
{
    /// <summary>SOAP 1.1, W3C Note 8 May 2000.</summary>
    public static readonly SoapVersion Soap11 = new Soap11Version();

    /// <summary>SOAP 1.2, W3C Recommendation 27 April 2007.</summary>
    public static readonly SoapVersion Soap12 = new Soap12Version();

    private protected SoapVersion(string envelopeNamespace, string mediaType)
    {
        Namespace = envelopeNamespace;
        MediaType = mediaType;
        ContentType = mediaType + "; charset=utf-8";
        EnvelopeStart = Encoding.UTF8.GetBytes($"<s:Envelope xmlns:s=\"{envelopeNamespace}\"><s:Body>");
        EnvelopeEnd = "</s:Body></s:Envelope>"u8.ToArray();
    }

    /// <summary>For people.</summary>
    public abstract string Name { get; }

    /// <summary>Namespace of the envelope.</summary>
    public string Namespace { get; }

    public string MediaType { get; }

    /// <summary>The Content-Type of every answer.</summary>
    public string ContentType { get; }

    public byte[] EnvelopeStart { get; }

    public byte[] EnvelopeEnd { get; }

    /// <summary>The attribute that says for whom a header block is.</summary>
    public abstract string RoleAttribute { get; }

    /// <summary>Whether a header block with this role is for the service, which is the last receiver of every message.</summary>
    public abstract bool IsForUs(string role);

    /// <summary>HTTP status of a fault.</summary>
    public abstract int FaultStatus(SoapFaultCode code);

    /// <summary>Whether a value of mustUnderstand demands to be understood.</summary>
    /// <remarks>Both versions take all four spellings of xs:boolean: clients mix them up, and nothing is lost by it.</remarks>
    /// <exception cref="SoapFaultException">It is no truth value.</exception>
    public static bool IsMandatory(string? mustUnderstand) => mustUnderstand?.Trim() switch
    {
        null or "0" or "false" => false,
        "1" or "true" => true,
        _ => throw new SoapFaultException("mustUnderstand is neither 0 nor 1"),
    };

    /// <summary>Writes a whole envelope with a fault.</summary>
    public void WriteFault(XmlWriter writer, SoapFault fault)
    {
        writer.WriteStartElement("s", "Envelope", Namespace);
        WriteFaultHeader(writer, fault);
        writer.WriteStartElement("Body", Namespace);
        writer.WriteStartElement("Fault", Namespace);
        WriteFaultContent(writer, fault);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private protected virtual void WriteFaultHeader(XmlWriter writer, SoapFault fault)
    {
    }

    private protected abstract void WriteFaultContent(XmlWriter writer, SoapFault fault);

    private protected static void WriteEntries(XmlWriter writer, SoapFault fault)
    {
        foreach ((XmlQualifiedName name, string text) in fault.Detail) writer.WriteElementString("d", name.Name, name.Namespace, Clean(text));
    }

    /// <summary>A reason may quote the request; what XML cannot hold is replaced.</summary>
    private protected static string Clean(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++) span[i] = XmlConvert.IsXmlChar(source[i]) ? source[i] : '?';
    });
}
