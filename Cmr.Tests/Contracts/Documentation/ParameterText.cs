namespace Cmr.Tests.Contracts.Documentation;

/// <summary>One parameter as a row of a table in the style of the OMA TS.</summary>
/// <param name="Name">The element.</param>
/// <param name="Type">Its type in words of the schema, with its range.</param>
/// <param name="Cardinality">Such as <c>0..1</c>.</param>
/// <param name="Description">What the schema says about it.</param>
/// <param name="Structure">Name of its type when that is a structure with a table of its own.</param>
/// <param name="Enumeration">Name of its type when that is a code or a word.</param>
internal sealed record ParameterText(string Name, string Type, string Cardinality, string Description, string? Structure, string? Enumeration)
{
    public string Row => $"| `{Name}` | {Type} | {Cardinality} | {Description} |";
}
