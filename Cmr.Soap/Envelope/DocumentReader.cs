using System.Text;
using System.Xml;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Envelope;

/// <summary>Reads a request from its octets: encoding, characters, envelope, message.</summary>
internal sealed class DocumentReader(SoapService service, SoapVersion version, XmlPool pool, TimeProvider clock)
{
    private readonly SoapEnvelopeReader _envelopes = new(service, version, clock);

    /// <exception cref="XmlException">The document is not well-formed or breaks a limit.</exception>
    /// <exception cref="SoapFaultException">The document is no request to the service.</exception>
    public SoapRequest Read(ArraySegment<byte> document, Charset charset)
    {
        Encoding? encoding = DocumentEncoding.Determine(document, charset);
        if (CharacterReferences.FindForbidden(document, encoding)) throw new SoapFaultException("The request has a reference to a character that XML forbids");
        try
        {
            XmlDictionaryReader reader = pool.RentReader(document, encoding);
            try
            {
                return ReadTwice(reader, document, encoding);
            }
            finally
            {
                pool.Return(reader);
            }
        }
        catch (Exception e) when (e is not (XmlException or SoapFaultException) && ReaderFailure.Is(e))
        {
            throw new XmlException("The text is no XML.", e);
        }
    }

    /// <summary>Reads, and reads again with a fresh table of names if that failed: earlier documents may have filled it.</summary>
    private SoapRequest ReadTwice(XmlDictionaryReader reader, ArraySegment<byte> document, Encoding? encoding)
    {
        try
        {
            return _envelopes.Read(reader);
        }
        catch (XmlException)
        {
            pool.Restart(reader, document, encoding);
            return _envelopes.Read(reader);
        }
    }
}
