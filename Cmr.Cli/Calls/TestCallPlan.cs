namespace Cmr.Cli.Calls;

/// <summary>A test call between two built-in phones.</summary>
/// <param name="Caller">Number of UE-A.</param>
/// <param name="Called">Number of UE-B.</param>
/// <param name="Ring">How long UE-B rings before it answers.</param>
/// <param name="Talk">How long they talk before UE-A hangs up.</param>
internal sealed record TestCallPlan(string Caller, string Called, TimeSpan Ring, TimeSpan Talk);
