using System.Collections.Frozen;
using System.Xml;
using Cmr.Soap.Hosting;
using Cmr.Soap.Security;

namespace Cmr.Soap.Dispatch;

/// <summary>A service: its operations, the headers it knows, and the documents that describe it.</summary>
public sealed class SoapService
{
    private readonly FrozenDictionary<string, ISoapOperation> _byLocalName;

    /// <summary>Puts a service together.</summary>
    /// <param name="operations">Its operations, each with a request element of its own.</param>
    /// <exception cref="ArgumentException">Two request elements have the same local name.</exception>
    public SoapService(IEnumerable<ISoapOperation> operations)
    {
        Operations = [.. operations];
        _byLocalName = Operations.ToFrozenDictionary(operation => operation.RequestElement.Name, StringComparer.Ordinal);
    }

    /// <summary>Name of the service, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, for people.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Name and version of the product, for people; empty when it is nobody's business.</summary>
    public string Product { get; init; } = string.Empty;

    /// <summary>Its operations.</summary>
    public IReadOnlyList<ISoapOperation> Operations { get; }

    /// <summary>Header blocks with text content that the operations understand, besides WS-Security.</summary>
    public IReadOnlyList<XmlQualifiedName> KnownHeaders { get; init; } = [];

    /// <summary>Verifies credentials before an operation runs; without one, operations look at the credentials themselves.</summary>
    public ISoapAuthenticator? Authenticator { get; init; }

    /// <summary>Is told what became of every request.</summary>
    public ISoapObserver? Observer { get; init; }

    /// <summary>The one of <see cref="Documents"/> that <c>?wsdl</c> returns; empty when there is none.</summary>
    public string WsdlName { get; init; } = string.Empty;

    /// <summary>File name to content (UTF-8) of the WSDL and the schemas, as published.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Documents { get; init; } = FrozenDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Index in <see cref="KnownHeaders"/>; -1 when the block is not known.</summary>
    internal int IndexOfHeader(string localName, string blockNamespace)
    {
        for (int i = 0; i < KnownHeaders.Count; i++)
            if (KnownHeaders[i].Name == localName && KnownHeaders[i].Namespace == blockNamespace) return i;
        return -1;
    }

    internal ISoapOperation? Find(string localName, string elementNamespace) =>
        _byLocalName.TryGetValue(localName, out ISoapOperation? operation) && operation.RequestElement.Namespace == elementNamespace ? operation : null;
}
