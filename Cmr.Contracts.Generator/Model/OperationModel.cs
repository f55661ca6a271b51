namespace Cmr.Contracts.Generator.Model;

/// <summary>An operation of a port type.</summary>
internal sealed record OperationModel(string Name, string Documentation, string SoapAction, string RequestElement, string ResponseElement);
