using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Turns the contract's files into one model.</summary>
internal static class ContractReader
{
    public static ContractModel Read(IReadOnlyList<ContractFile> files, CancellationToken cancellationToken)
    {
        List<ContractProblem> problems = [];
        SchemaReader schema = new(problems);
        schema.Read([.. files.Where(file => file.IsSchema)], cancellationToken);
        WsdlReader wsdl = new(schema.TargetNamespace, [.. schema.Elements.Select(element => element.Name)], problems);
        List<ServiceModel> services = [];
        foreach (ContractFile file in files.Where(file => !file.IsSchema))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wsdl.Read(file) is { } service) services.Add(service);
        }

        return new ContractModel(
            schema.TargetNamespace,
            new EquatableArray<StructureModel>(schema.Structures),
            new EquatableArray<EnumerationModel>(schema.Enumerations),
            new EquatableArray<ElementModel>(schema.Elements),
            new EquatableArray<ServiceModel>(services.OrderBy(service => service.Name, StringComparer.Ordinal)),
            new EquatableArray<ContractProblem>(problems));
    }
}
