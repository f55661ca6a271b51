namespace Cmr.Cli.Replay;

/// <summary>What <c>replay</c> was asked for.</summary>
/// <param name="Path">Samples.</param>
/// <param name="Endpoint">Base address; <see langword="null"/>: the instance of <paramref name="Data"/>.</param>
/// <param name="Data">Data folder of the instance whose operator is used.</param>
/// <param name="Principal">Principal that takes the operator's place.</param>
/// <param name="SecretFile">File with that principal's secret.</param>
/// <param name="Soap12">Whether to send SOAP 1.2.</param>
/// <param name="Verbose">Whether to print what is sent and what comes.</param>
/// <param name="Report">Where to write a JUnit report.</param>
/// <param name="Timeout">Of one step.</param>
/// <param name="Authority">PEM file with certificates to trust beside those of the system.</param>
internal sealed record ReplayOptions(
    string Path, Uri? Endpoint, string? Data, string? Principal, string? SecretFile, bool Soap12, bool Verbose, string? Report, TimeSpan Timeout, string? Authority = null);
