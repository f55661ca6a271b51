using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Emitting;

/// <summary>Writes all generated files.</summary>
internal static class ContractEmitter
{
    /// <summary>Namespace of the generated types.</summary>
    public const string TypeNamespace = "Cmr.Contracts.Soap";

    public static IEnumerable<(string Name, string Source)> Emit(ContractModel model)
    {
        foreach (EnumerationModel enumeration in model.Enumerations)
        {
            yield return (enumeration.Name, EnumerationEmitter.Emit(enumeration));
            if (enumeration.IsWord) yield return (enumeration.Name + "Words", EnumerationEmitter.EmitWords(enumeration));
        }

        foreach (StructureModel structure in model.Structures)
        {
            yield return (structure.Name, MessageEmitter.Emit(structure));
            yield return (structure.Name + "Content", ContentEmitter.Emit(structure, model.TargetNamespace));
        }

        foreach (ElementModel element in model.Elements.Where(element => element.StructureName is not null))
            yield return (element.Name + "Codec", CodecEmitter.Emit(element));
        yield return ("ContractNames", NamesEmitter.Emit(model));
        yield return ("ContractOperations", OperationsEmitter.EmitOperations(model));
        yield return ("ContractServices", OperationsEmitter.EmitServices(model));
        foreach (ServiceModel service in model.Services)
        {
            yield return ($"I{service.Name}Service", ServiceEmitter.EmitInterface(model, service));
            yield return ($"{service.Name}Client", ServiceEmitter.EmitClient(model, service));
        }
    }
}
