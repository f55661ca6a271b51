namespace Cmr.Contracts.Generator.Model;

/// <summary>One WSDL or XSD file given to the compiler.</summary>
internal sealed record ContractFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsSchema => Path.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase);
}
