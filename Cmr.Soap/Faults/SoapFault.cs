using System.Xml;

namespace Cmr.Soap.Faults;

/// <summary>A SOAP fault, in the terms of either version.</summary>
/// <param name="Code">Who or what is at fault.</param>
/// <param name="Reason">What is wrong, for a person to read.</param>
public sealed record SoapFault(SoapFaultCode Code, string Reason)
{
    /// <summary>A more exact code, which SOAP 1.2 carries and SOAP 1.1 has no place for.</summary>
    public XmlQualifiedName? Subcode { get; init; }

    /// <summary>The header blocks that had to be understood and were not; SOAP 1.2 names them.</summary>
    public IReadOnlyList<XmlQualifiedName> NotUnderstood { get; init; } = [];

    /// <summary>Elements with text for programs to read. Only for what concerns the body (SOAP 1.1 §4.4).</summary>
    public IReadOnlyList<KeyValuePair<XmlQualifiedName, string>> Detail { get; init; } = [];
}
