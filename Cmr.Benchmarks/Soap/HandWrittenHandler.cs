using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Cmr.Benchmarks.Soap;

/// <summary>What somebody would write who has no SOAP library: the platform's reader and writer, no headers, no limits, no faults.</summary>
internal static class HandWrittenHandler
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Cmr = "urn:oma:cmr:1.0";
    private static readonly XmlReaderSettings ReaderSettings = new() { Async = true, IgnoreWhitespace = true };
    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };

    public static async Task HandleAsync(HttpContext http)
    {
        string transaction = "", subscriber = "", resource = "";
        using (XmlReader reader = XmlReader.Create(http.Request.Body, ReaderSettings))
        {
            while (await reader.ReadAsync())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.NamespaceURI != Cmr) continue;
                switch (reader.LocalName)
                {
                    case "TransactionId": transaction = await reader.ReadElementContentAsStringAsync(); break;
                    case "SubscriberId": subscriber = await reader.ReadElementContentAsStringAsync(); break;
                    case "ResourceId": resource = await reader.ReadElementContentAsStringAsync(); break;
                }
            }
        }

        using MemoryStream answer = new();
        using (XmlWriter writer = XmlWriter.Create(answer, WriterSettings))
        {
            writer.WriteStartElement("s", "Envelope", Soap);
            writer.WriteStartElement("s", "Body", Soap);
            writer.WriteStartElement("SubscribeCmrResourceResponse", Cmr);
            writer.WriteElementString("TransactionId", Cmr, transaction);
            writer.WriteElementString("StatusCode", Cmr, subscriber.Length > 0 && resource.Length > 0 ? "0" : "10007");
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), http.RequestAborted);
    }
}
