namespace Cmr.Contracts.Generator.Model;

/// <summary>An operation of a port type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documentation">What it does.</param>
/// <param name="Statuses">The status codes of its own, each with when it comes.</param>
/// <param name="SoapAction">Its SOAPAction in every binding.</param>
/// <param name="RequestElement">Name of the body element of the request.</param>
/// <param name="ResponseElement">Name of the body element of the response.</param>
internal sealed record OperationModel(
    string Name, string Documentation, EquatableArray<string> Statuses, string SoapAction, string RequestElement, string ResponseElement);
