namespace Cmr.Contracts.MediaControl;

/// <summary>The worker lets the controller in; commands may follow.</summary>
/// <param name="WorkerVersion">Product version of the worker, for the log.</param>
/// <param name="Load">The worker's load at this moment.</param>
public sealed record Welcome(string WorkerVersion, WorkerLoad Load) : ControlMessage;
