namespace Cmr.Cli.Replay;

/// <summary>Nobody answers at the address.</summary>
internal sealed class UnreachableException(string message) : Exception(message);
