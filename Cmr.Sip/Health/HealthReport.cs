namespace Cmr.Sip.Health;

/// <summary>The body of <c>GET /health</c>.</summary>
/// <param name="Status"><c>ok</c>, <c>draining</c> or <c>degraded</c>.</param>
/// <param name="Version">Product version.</param>
/// <param name="Process">Always <c>sip</c>.</param>
/// <param name="Reason">What is wrong; <see langword="null"/> when all is well.</param>
/// <param name="Calls">Calls going on.</param>
/// <param name="LagMilliseconds">How long the message that waits longest has waited.</param>
/// <param name="Dropped">Messages dropped or refused since the start.</param>
internal sealed record HealthReport(string Status, string Version, string Process, string? Reason, int Calls, double LagMilliseconds, long Dropped);
