using System.Xml;

namespace Cmr.Contracts.Operations;

/// <summary>One operation of a service of the contract, as its WSDL names it.</summary>
/// <param name="name">Name of the operation, such as <c>SubscribeCmrResource</c>.</param>
/// <param name="description">What it does, as its WSDL documents it.</param>
/// <param name="soapAction">Its SOAPAction, such as <c>urn:oma:cmr:1.0/SubscribeCmrResource</c>.</param>
/// <param name="requestElement">The body element of the request.</param>
/// <param name="responseElement">The body element of the response.</param>
public abstract class ContractOperation(string name, string description, string soapAction, XmlQualifiedName requestElement, XmlQualifiedName responseElement)
{
    /// <summary>Name of the operation, such as <c>SubscribeCmrResource</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, as its WSDL documents it.</summary>
    public string Description { get; } = description;

    /// <summary>Its SOAPAction, such as <c>urn:oma:cmr:1.0/SubscribeCmrResource</c>.</summary>
    public string SoapAction { get; } = soapAction;

    /// <summary>The body element of the request.</summary>
    public XmlQualifiedName RequestElement { get; } = requestElement;

    /// <summary>The body element of the response.</summary>
    public XmlQualifiedName ResponseElement { get; } = responseElement;

    /// <summary>The type of the request message.</summary>
    public abstract Type RequestType { get; }

    /// <summary>The type of the response message.</summary>
    public abstract Type ResponseType { get; }
}
