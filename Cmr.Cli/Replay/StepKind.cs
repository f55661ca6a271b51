namespace Cmr.Cli.Replay;

/// <summary>How a step is sent and judged.</summary>
internal enum StepKind
{
    /// <summary>A SOAP request and the response to it.</summary>
    Response,

    /// <summary>A SOAP request and the fault it deserves.</summary>
    Fault,

    /// <summary>A plain HTTP request, such as an upload.</summary>
    Http,
}
