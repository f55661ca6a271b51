namespace Cmr.Contracts.Generator.Model;

/// <summary>A port type with the path of its address.</summary>
internal sealed record ServiceModel(string Name, string Documentation, string Path, string FileName, EquatableArray<OperationModel> Operations);
