namespace Cmr.Soap.Faults;

/// <summary>Fault codes of SOAP 1.1 §4.4.1; SOAP 1.2 calls <see cref="Client"/> Sender and <see cref="Server"/> Receiver.</summary>
public enum SoapFaultCode
{
    /// <summary>The request is wrong and must not be sent again unchanged.</summary>
    Client,

    /// <summary>The request may be right; it could not be served.</summary>
    Server,

    /// <summary>A header block that must be understood is not.</summary>
    MustUnderstand,

    /// <summary>The envelope is of another SOAP version.</summary>
    VersionMismatch,
}
