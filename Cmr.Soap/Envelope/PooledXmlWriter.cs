using System.Text;
using System.Xml;

namespace Cmr.Soap.Envelope;

/// <summary>An XML writer and its buffer, used for one response after the other.</summary>
internal sealed class PooledXmlWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public PooledXmlWriter() => Writer = XmlDictionaryWriter.CreateTextWriter(Output, Utf8, ownsStream: false);

    /// <summary>What was written so far.</summary>
    public PooledStream Output { get; } = new();

    public XmlDictionaryWriter Writer { get; }

    /// <summary>Starts anew.</summary>
    public void Reset()
    {
        Output.Clear();
        ((IXmlTextWriterInitializer)Writer).SetOutput(Output, Utf8, ownsStream: false);
    }
}
