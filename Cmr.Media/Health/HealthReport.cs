namespace Cmr.Media.Health;

/// <summary>The body of <c>GET /health</c>.</summary>
/// <param name="Status"><c>ok</c>, <c>draining</c> or <c>degraded</c>.</param>
/// <param name="Version">Product version.</param>
/// <param name="Process">Always <c>media</c>.</param>
/// <param name="Reason">What is wrong, and how to mend it; <see langword="null"/> when all is well.</param>
/// <param name="Sessions">Sessions held.</param>
/// <param name="Capacity">Sessions held at most.</param>
internal sealed record HealthReport(string Status, string Version, string Process, string? Reason, int Sessions, int Capacity);
