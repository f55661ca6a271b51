using Cmr.Soap.Dispatch;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Envelope;

/// <summary>Writes response and fault envelopes.</summary>
internal sealed class SoapEnvelopeWriter(SoapVersion version)
{
    public void WriteResponse(PooledXmlWriter pooled, ISoapOperation operation, object output)
    {
        pooled.Output.Write(version.EnvelopeStart);
        operation.Write(pooled.Writer, output);
        pooled.Writer.Flush();
        pooled.Output.Write(version.EnvelopeEnd);
    }

    public void WriteFault(PooledXmlWriter pooled, SoapFault fault)
    {
        version.WriteFault(pooled.Writer, fault);
        pooled.Writer.Flush();
    }
}
