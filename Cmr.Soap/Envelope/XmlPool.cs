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
    /// <summary>A reader can only be made with a document; its own comes after.</summary>
    private static readonly byte[] AnyDocument = "<a/>"u8.ToArray();
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

    /// <summary>A reader at the start of a document. It may remember names of earlier documents, see <see cref="Restart"/>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="encoding">UTF-16 in its byte order; <see langword="null"/> for UTF-8.</param>
    /// <exception cref="XmlException">The encoding is not supported or does not agree with the document.</exception>
    public XmlDictionaryReader RentReader(ArraySegment<byte> document, Encoding? encoding)
    {
        if (!_readers.TryDequeue(out XmlDictionaryReader? reader)) reader = XmlDictionaryReader.CreateTextReader(AnyDocument, _quotas);
        SetInput(reader, document, encoding);
        return reader;
    }

    /// <summary>Puts a reader back to the start of its document, without the names of earlier ones.</summary>
    /// <remarks>
    /// Names are kept from one document to the next, which saves most of the allocations of a request; so they also fill the
    /// table that <see cref="SoapOptions.MaxNameCharacters"/> bounds. Whether a document itself breaks the bound, a fresh table tells.
    /// </remarks>
    /// <exception cref="XmlException">As <see cref="RentReader"/>.</exception>
    public void Restart(XmlDictionaryReader reader, ArraySegment<byte> document, Encoding? encoding)
    {
        reader.Close();
        SetInput(reader, document, encoding);
    }

    /// <summary>Takes back a reader, whatever state it is in.</summary>
    public void Return(XmlDictionaryReader reader)
    {
        if (_readers.Count < Kept) _readers.Enqueue(reader);
        else reader.Dispose();
    }

    public PooledXmlWriter RentWriter() => _writers.TryDequeue(out PooledXmlWriter? writer) ? writer : new PooledXmlWriter();

    public void Return(PooledXmlWriter writer)
    {
        writer.Reset();
        if (_writers.Count < Kept) _writers.Enqueue(writer);
    }

    /// <summary>The reader asks UTF-16 for an XML declaration unless it is told the encoding; with it, the declaration may be left out (XML 1.0 §4.3.3).</summary>
    private void SetInput(XmlDictionaryReader reader, ArraySegment<byte> document, Encoding? encoding) =>
        ((IXmlTextReaderInitializer)reader).SetInput(document.Array!, document.Offset, document.Count, encoding, _quotas, null); // rented or received, never null
}
