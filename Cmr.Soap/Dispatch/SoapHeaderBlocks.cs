using System.Xml;
using Cmr.Soap.Security;

namespace Cmr.Soap.Dispatch;

/// <summary>The header blocks of a request that its service understands.</summary>
internal sealed class SoapHeaderBlocks
{
    /// <summary>Of a request without any.</summary>
    public static readonly SoapHeaderBlocks None = new();

    private readonly List<(XmlQualifiedName Name, string Text)> _blocks = [];

    public UsernameToken? UsernameToken { get; set; }

    public string? Find(XmlQualifiedName name)
    {
        foreach ((XmlQualifiedName candidate, string text) in _blocks)
            if (candidate == name) return text;
        return null;
    }

    public void Add(XmlQualifiedName name, string text) => _blocks.Add((name, text));
}
