using System.Text;
using System.Xml;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;

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

    /// <summary>The status code of a kept answer.</summary>
    public static StatusCode StatusOf(byte[] answer)
    {
        using XmlReader reader = Open(answer);
        return reader.ReadToFollowing("StatusCode") ? (StatusCode)reader.ReadElementContentAsInt() : StatusCode.GeneralError;
    }

    /// <summary>Opens what <see cref="Write"/> wrote.</summary>
    public static XmlReader Open(byte[] octets) => XmlReader.Create(new MemoryStream(octets), ReaderSettings);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static T Read<T>(MessageCodec<T> codec, byte[] octets)
        where T : class
    {
        using XmlReader reader = Open(octets);
        reader.MoveToContent();
        return codec.Read(reader).Message;
    }
}
