using System.Text;
using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>Reads and writes messages through their codecs, whatever their type.</summary>
internal static class AnyCodec
{
    public static MessageReading<T> Read<T>(MessageCodec<T> codec, string xml)
        where T : class
    {
        using XmlReader reader = XmlReader.Create(new StringReader(xml));
        reader.MoveToContent();
        MessageReading<T> reading = codec.Read(reader);
        Assert.IsTrue(reader.EOF, "the codec consumes its element and no more");
        return reading;
    }

    public static string Write<T>(MessageCodec<T> codec, T message)
        where T : class
    {
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true })) codec.Write(writer, message);
        return text.ToString();
    }

    public static string RoundTrip(ContractOperation operation, bool isRequest, string xml) =>
        (string)typeof(AnyCodec).GetMethod(isRequest ? nameof(RoundTripRequest) : nameof(RoundTripResponse))!
            .MakeGenericMethod(operation.RequestType, operation.ResponseType).Invoke(null, [operation, xml])!; // both methods are below and return text

    public static string RoundTripRequest<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, string xml)
        where TRequest : class
        where TResponse : class => RoundTrip(operation.Request, xml);

    public static string RoundTripResponse<TRequest, TResponse>(TypedContractOperation<TRequest, TResponse> operation, string xml)
        where TRequest : class
        where TResponse : class => RoundTrip(operation.Response, xml);

    /// <summary>The body of a request with some parameters.</summary>
    public static string Message(string name, string parameters) => $"""<{name} xmlns="{ContractNames.Namespace}">{parameters}</{name}>""";

    private static string RoundTrip<T>(MessageCodec<T> codec, string xml)
        where T : class
    {
        MessageReading<T> reading = Read(codec, xml);
        Assert.IsTrue(reading.IsValid, string.Join("; ", reading.Errors.Select(error => error.Description)));
        return Write(codec, reading.Message);
    }
}
