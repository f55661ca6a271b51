using System.Xml;
using Cmr.Contracts.Reading;

namespace Cmr.Contracts.Operations;

/// <summary>Reads and writes one message type as a body element; generated, stateless, safe for any number of threads.</summary>
/// <typeparam name="T">The message type.</typeparam>
public abstract class MessageCodec<T>
    where T : class
{
    /// <summary>The element that carries the message.</summary>
    public abstract XmlQualifiedName Element { get; }

    /// <summary>Reads the message leniently and leaves the reader behind its end tag.</summary>
    /// <param name="reader">Stands on the start tag of the message; the element's name is the caller's to check.</param>
    /// <returns>The message, and the parameters at fault.</returns>
    /// <exception cref="XmlException">The text is no well-formed XML, or breaks a limit of the reader.</exception>
    public abstract MessageReading<T> Read(XmlReader reader);

    /// <summary>Writes the message strictly: schema-valid, in table order, absent parameters left out.</summary>
    /// <param name="writer">Takes the element.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentOutOfRangeException">A decimal has more than 15 digits.</exception>
    public abstract void Write(XmlWriter writer, T message);
}
