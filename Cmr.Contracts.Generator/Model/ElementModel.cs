namespace Cmr.Contracts.Generator.Model;

/// <summary>A global element: a message, or (when it has no structure) a header block.</summary>
internal sealed record ElementModel(string Name, string Documentation, string? StructureName);
