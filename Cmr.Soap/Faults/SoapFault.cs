namespace Cmr.Soap.Faults;

/// <summary>A SOAP fault.</summary>
/// <param name="Code">Who or what is at fault.</param>
/// <param name="Reason">What is wrong, for a person to read.</param>
public sealed record SoapFault(SoapFaultCode Code, string Reason);
