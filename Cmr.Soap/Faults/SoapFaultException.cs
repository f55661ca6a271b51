namespace Cmr.Soap.Faults;

/// <summary>Ends a request with a fault. Thrown by readers and handlers for what is no valid request; it is answered, not logged as an error.</summary>
/// <param name="fault">The fault to answer with.</param>
public sealed class SoapFaultException(SoapFault fault) : Exception(fault.Reason)
{
    /// <summary>A fault with the code <see cref="SoapFaultCode.Client"/>.</summary>
    /// <param name="reason">What is wrong, for a person to read.</param>
    public SoapFaultException(string reason)
        : this(new SoapFault(SoapFaultCode.Client, reason))
    {
    }

    /// <summary>The fault to answer with.</summary>
    public SoapFault Fault { get; } = fault;
}
