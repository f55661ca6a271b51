using System.Net;

namespace Cmr.Contracts.Client;

/// <summary>The service answered with a SOAP fault: the request was none, or could not be served at all.</summary>
/// <param name="code">Local name of the fault code, such as <c>Client</c>.</param>
/// <param name="reason">The fault string.</param>
/// <param name="status">The HTTP status that came with it.</param>
public sealed class SoapFaultException(string code, string reason, HttpStatusCode status) : Exception($"{code}: {reason}")
{
    /// <summary>Local name of the fault code as it came, such as <c>Client</c> (SOAP 1.1) or <c>Sender</c> (SOAP 1.2).</summary>
    public string Code { get; } = code;

    /// <summary>Local name of the subcode (SOAP 1.2); <see langword="null"/> when there is none.</summary>
    public string? Subcode { get; init; }

    /// <summary>What the code means, whatever the version of SOAP.</summary>
    public SoapFaultKind Kind => Code switch
    {
        "Client" or "Sender" => SoapFaultKind.Sender,
        "Server" or "Receiver" => SoapFaultKind.Receiver,
        "MustUnderstand" => SoapFaultKind.MustUnderstand,
        "VersionMismatch" => SoapFaultKind.VersionMismatch,
        "DataEncodingUnknown" => SoapFaultKind.DataEncodingUnknown,
        _ => SoapFaultKind.Other,
    };

    /// <summary>What is wrong, for a person to read.</summary>
    public string Reason { get; } = reason;

    /// <summary>What stands in the fault's detail, as XML; <see langword="null"/> when it has none.</summary>
    public string? Detail { get; init; }

    /// <summary>The HTTP status that came with it.</summary>
    public HttpStatusCode Status { get; } = status;
}
