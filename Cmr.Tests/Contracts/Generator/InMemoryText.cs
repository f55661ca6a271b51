using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cmr.Tests.Contracts.Generator;

/// <summary>A file of the contract that exists in memory only.</summary>
internal sealed class InMemoryText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
