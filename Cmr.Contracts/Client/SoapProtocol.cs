namespace Cmr.Contracts.Client;

/// <summary>The version of SOAP that a channel speaks. Every interface is bound to both at one address.</summary>
public enum SoapProtocol
{
    /// <summary>SOAP 1.1, <c>text/xml</c> with a SOAPAction header.</summary>
    Soap11,

    /// <summary>SOAP 1.2, <c>application/soap+xml</c> with an action parameter.</summary>
    Soap12,
}
