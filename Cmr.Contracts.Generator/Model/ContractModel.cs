namespace Cmr.Contracts.Generator.Model;

/// <summary>Everything the emitters need; compares by content.</summary>
internal sealed record ContractModel(
    string TargetNamespace,
    EquatableArray<StructureModel> Structures,
    EquatableArray<EnumerationModel> Enumerations,
    EquatableArray<ElementModel> Elements,
    EquatableArray<ServiceModel> Services,
    EquatableArray<ContractProblem> Problems);
