using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Reading;

namespace Cmr.Contracts.Client;

/// <summary>Request and response envelopes, as a client sees them.</summary>
internal static class ClientEnvelope
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The envelope as the body of an HTTP request, with the action where its version has it.</summary>
    public static ByteArrayContent Write<TRequest, TResponse>(
        TypedContractOperation<TRequest, TResponse> operation, TRequest request, SoapProtocol protocol, SoapCredentials? credentials, TimeProvider clock)
        where TRequest : class
        where TResponse : class
    {
        string soap = protocol == SoapProtocol.Soap12 ? Soap12 : Soap11;
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, WriterSettings))
        {
            writer.WriteStartElement("s", "Envelope", soap);
            if (credentials is not null)
            {
                writer.WriteStartElement("s", "Header", soap);
                CredentialsWriter.Write(writer, credentials, clock);
                writer.WriteEndElement();
            }

            writer.WriteStartElement("s", "Body", soap);
            operation.Request.Write(writer, request);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        ByteArrayContent content = new(stream.GetBuffer(), 0, (int)stream.Length);
        content.Headers.ContentType = protocol == SoapProtocol.Soap12
            ? new MediaTypeHeaderValue("application/soap+xml", "utf-8") { Parameters = { new NameValueHeaderValue("action", $"\"{operation.SoapAction}\"") } }
            : new MediaTypeHeaderValue("text/xml", "utf-8");
        return content;
    }

    /// <exception cref="XmlException">The content is not well-formed.</exception>
    public static TResponse Read<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, Stream content, HttpStatusCode status)
        where TRequest : class
        where TResponse : class
    {
        using XmlReader reader = XmlReader.Create(content, ReaderSettings);
        reader.MoveToContent();
        // A service that does not speak the version of the request answers in its own
        string soap = reader.NamespaceURI == Soap12 ? Soap12 : Soap11;
        reader.ReadStartElement("Envelope", soap);
        while (reader.NodeType == XmlNodeType.Element && !reader.IsStartElement("Body", soap)) reader.Skip();
        reader.ReadStartElement("Body", soap);
        if (reader.IsStartElement("Fault", soap)) throw FaultReader.Read(reader, status);
        if (!reader.IsStartElement(operation.ResponseElement.Name, operation.ResponseElement.Namespace))
            throw new SoapResponseException($"The answer holds {reader.Name}, not {operation.ResponseElement.Name}");
        MessageReading<TResponse> reading = operation.Response.Read(reader);
        while (reader.Read())
        {
            // to the end of the document, which proves it well-formed
        }

        return reading.IsValid ? reading.Message : throw new SoapResponseException($"{operation.ResponseElement.Name}: {reading.Errors[0].Description}");
    }
}
