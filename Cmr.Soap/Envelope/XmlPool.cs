using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using Cmr.Soap.Hosting;

namespace Cmr.Soap.Envelope;

/// <summary>Keeps XML readers and writers, whose buffers are large, from one request to the next.</summary>
/// <remarks>
/// The readers resolve nothing and know no DTD: a document with one is refused. Their quotas bound depth, names, start tags and texts.
/// </remarks>
internal sealed class XmlPool(SoapOptions options)
{
    private static readonly int Kept = Environment.ProcessorCount * 4;

    private readonly XmlDictionaryReaderQuotas _quotas = new()
    {
        MaxDepth = options.MaxDepth,
        MaxBytesPerRead = options.MaxStartTagBytes,
        MaxStringContentLength = options.MaxTextCharacters,
        MaxNameTableCharCount = options.MaxNameCharacters,
    };

    private readonly ConcurrentQueue<XmlDictionaryReader> _readers = new();
    private readonly ConcurrentQueue<PooledXmlWriter> _writers = new();

    /// <exception cref="XmlException">The encoding is not supported or does not agree with the document.</exception>
    public XmlDictionaryReader RentReader(ArraySegment<byte> document)
    {
        byte[] array = document.Array!; // rented or received, never empty
        Encoding? encoding = EncodingOfMark(document);
        if (!_readers.TryDequeue(out XmlDictionaryReader? reader))
            return XmlDictionaryReader.CreateTextReader(array, document.Offset, document.Count, encoding, _quotas, null);
        ((IXmlTextReaderInitializer)reader).SetInput(array, document.Offset, document.Count, encoding, _quotas, null);
        return reader;
    }

    /// <summary>Takes back a reader, whatever state it is in.</summary>
    public void Return(XmlDictionaryReader reader)
    {
        reader.Close();
        if (_readers.Count < Kept) _readers.Enqueue(reader);
    }

    /// <summary>UTF-16 by its byte order mark needs no XML declaration (XML 1.0 §4.3.3), but the reader asks for one unless it is told.</summary>
    private static Encoding? EncodingOfMark(ReadOnlySpan<byte> document) => document switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    public PooledXmlWriter RentWriter() => _writers.TryDequeue(out PooledXmlWriter? writer) ? writer : new PooledXmlWriter();

    public void Return(PooledXmlWriter writer)
    {
        writer.Reset();
        if (_writers.Count < Kept) _writers.Enqueue(writer);
    }
}
