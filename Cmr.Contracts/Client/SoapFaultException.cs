using System.Net;

namespace Cmr.Contracts.Client;

/// <summary>The service answered with a SOAP fault: the request was none, or could not be served at all.</summary>
/// <param name="code">Local name of the fault code, such as <c>Client</c>.</param>
/// <param name="reason">The fault string.</param>
/// <param name="status">The HTTP status that came with it.</param>
public sealed class SoapFaultException(string code, string reason, HttpStatusCode status) : Exception($"{code}: {reason}")
{
    /// <summary>Local name of the fault code, such as <c>Client</c> or <c>MustUnderstand</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong, for a person to read.</summary>
    public string Reason { get; } = reason;

    /// <summary>The HTTP status that came with it.</summary>
    public HttpStatusCode Status { get; } = status;
}
