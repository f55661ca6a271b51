namespace Cmr.Cli.Status;

/// <summary>Health of one part of an instance.</summary>
/// <param name="Name">up, database, service, media or sip.</param>
/// <param name="ProcessId">Its process number; <see langword="null"/> for the database.</param>
/// <param name="Healthy">Whether it does its work now.</param>
/// <param name="Version">What it says its version is.</param>
/// <param name="Reason">Why it is not healthy, or a detail it reports.</param>
internal sealed record PartHealth(string Name, int? ProcessId, bool Healthy, string? Version, string? Reason);
