namespace Cmr.Contracts.Operations;

/// <summary>One interface of the contract: a port type with its operations.</summary>
/// <param name="Name">Name of the port type, such as <c>Cmr1</c>.</param>
/// <param name="Description">What it is for, as its WSDL documents it.</param>
/// <param name="Path">Path of the published address, such as <c>/cmr1</c>.</param>
/// <param name="WsdlName">The file of <see cref="Documents.ContractDocuments"/> that defines it, such as <c>cmr1.wsdl</c>.</param>
/// <param name="Operations">Its operations, in WSDL order.</param>
public sealed record ContractService(string Name, string Description, string Path, string WsdlName, IReadOnlyList<ContractOperation> Operations);
