namespace Cmr.Soap.Envelope;

/// <summary>What differs between versions of SOAP. One instance per version served.</summary>
internal sealed class SoapVersion
{
    /// <summary>SOAP 1.1, W3C Note 8 May 2000.</summary>
    public static readonly SoapVersion Soap11 = new()
    {
        Namespace = "http://schemas.xmlsoap.org/soap/envelope/",
        NextActor = "http://schemas.xmlsoap.org/soap/actor/next",
        MediaType = "text/xml",
        ContentType = "text/xml; charset=utf-8",
        FaultStatus = 500,
        EnvelopeStart = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"u8.ToArray(),
        EnvelopeEnd = "</s:Body></s:Envelope>"u8.ToArray(),
    };

    public required string Namespace { get; init; }

    /// <summary>The actor that means whoever comes next.</summary>
    public required string NextActor { get; init; }

    public required string MediaType { get; init; }

    /// <summary>The Content-Type of every answer.</summary>
    public required string ContentType { get; init; }

    public required byte[] EnvelopeStart { get; init; }

    public required byte[] EnvelopeEnd { get; init; }

    /// <summary>HTTP status of every fault, SOAP 1.1 §6.2.</summary>
    public required int FaultStatus { get; init; }
}
