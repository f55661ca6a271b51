using System.Text;
using System.Xml;
using Cmr.Contracts.Operations;

namespace Cmr.Service.Operations;

/// <summary>Messages as octets: to compare requests, and to keep answers.</summary>
internal static class CanonicalForm
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly XmlReaderSettings ReaderSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static byte[] Write<T>(MessageCodec<T> codec, T message)
        where T : class
    {
        using MemoryStream octets = new();
        using (XmlWriter writer = XmlWriter.Create(octets, Settings))
            codec.Write(writer, message);
        return octets.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static T Read<T>(MessageCodec<T> codec, byte[] octets)
        where T : class
    {
        using XmlReader reader = XmlReader.Create(new MemoryStream(octets), ReaderSettings);
        reader.MoveToContent();
        return codec.Read(reader).Message;
    }
}
