namespace Cmr.Contracts.Generator.Model;

/// <summary>A complex type: a message or a structure within one.</summary>
internal sealed record StructureModel(string Name, string Documentation, EquatableArray<FieldModel> Fields);
