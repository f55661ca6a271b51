using System.Net;
using System.Text;
using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Reading;

namespace Cmr.Contracts.Client;

/// <summary>Request and response envelopes of SOAP 1.1, as a client sees them.</summary>
internal static class ClientEnvelope
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static byte[] Write<TRequest, TResponse>(
        TypedContractOperation<TRequest, TResponse> operation, TRequest request, SoapCredentials? credentials, TimeProvider clock)
        where TRequest : class
        where TResponse : class
    {
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, WriterSettings))
        {
            writer.WriteStartElement("s", "Envelope", Soap);
            if (credentials is not null)
            {
                writer.WriteStartElement("s", "Header", Soap);
                CredentialsWriter.Write(writer, credentials, clock);
                writer.WriteEndElement();
            }

            writer.WriteStartElement("s", "Body", Soap);
            operation.Request.Write(writer, request);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    /// <exception cref="XmlException">The content is not well-formed.</exception>
    public static TResponse Read<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, byte[] content, HttpStatusCode status)
        where TRequest : class
        where TResponse : class
    {
        using MemoryStream stream = new(content);
        using XmlReader reader = XmlReader.Create(stream, ReaderSettings);
        reader.MoveToContent();
        reader.ReadStartElement("Envelope", Soap);
        while (reader.NodeType == XmlNodeType.Element && !reader.IsStartElement("Body", Soap)) reader.Skip();
        reader.ReadStartElement("Body", Soap);
        if (reader.IsStartElement("Fault", Soap)) throw ReadFault(reader, status);
        if (!reader.IsStartElement(operation.ResponseElement.Name, operation.ResponseElement.Namespace))
            throw new SoapResponseException($"The answer holds {reader.Name}, not {operation.ResponseElement.Name}");
        MessageReading<TResponse> reading = operation.Response.Read(reader);
        while (reader.Read())
        {
            // to the end of the document, which proves it well-formed
        }

        return reading.IsValid ? reading.Message : throw new SoapResponseException($"{operation.ResponseElement.Name}: {reading.Errors[0].Description}");
    }

    private static SoapFaultException ReadFault(XmlReader reader, HttpStatusCode status)
    {
        string code = string.Empty, reason = string.Empty;
        reader.ReadStartElement();
        while (reader.NodeType == XmlNodeType.Element)
        {
            if (reader.LocalName == "faultcode") code = reader.ReadElementContentAsString().Trim();
            else if (reader.LocalName == "faultstring") reason = reader.ReadElementContentAsString();
            else reader.Skip();
        }

        return new SoapFaultException(code[(code.IndexOf(':') + 1)..], reason, status);
    }
}
