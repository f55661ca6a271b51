namespace Cmr.Contracts.Client;

/// <summary>Whose fault a fault is, the same for both versions of SOAP.</summary>
public enum SoapFaultKind
{
    /// <summary>A code that neither version defines.</summary>
    Other,

    /// <summary>The request is none: <c>Client</c> in SOAP 1.1, <c>Sender</c> in 1.2. To send it again is of no use.</summary>
    Sender,

    /// <summary>The service could not process it: <c>Server</c> in SOAP 1.1, <c>Receiver</c> in 1.2. The same request may succeed later.</summary>
    Receiver,

    /// <summary>A header block marked mustUnderstand is not understood.</summary>
    MustUnderstand,

    /// <summary>The envelope is of another version of SOAP than the service speaks here.</summary>
    VersionMismatch,

    /// <summary>The data encoding is not known (SOAP 1.2 only).</summary>
    DataEncodingUnknown,
}
