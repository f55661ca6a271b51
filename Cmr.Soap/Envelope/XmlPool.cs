using System.Collections.Concurrent;
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
        if (!_readers.TryDequeue(out XmlDictionaryReader? reader))
            return XmlDictionaryReader.CreateTextReader(document.Array!, document.Offset, document.Count, null, _quotas, null); // a rented or received array
        ((IXmlTextReaderInitializer)reader).SetInput(document.Array!, document.Offset, document.Count, null, _quotas, null);
        return reader;
    }

    /// <summary>Takes back a reader, whatever state it is in.</summary>
    public void Return(XmlDictionaryReader reader)
    {
        reader.Close();
        if (_readers.Count < Kept) _readers.Enqueue(reader);
    }

    public PooledXmlWriter RentWriter() => _writers.TryDequeue(out PooledXmlWriter? writer) ? writer : new PooledXmlWriter();

    public void Return(PooledXmlWriter writer)
    {
        writer.Reset();
        if (_writers.Count < Kept) _writers.Enqueue(writer);
    }
}
