namespace Cmr.Cli.Replay;

/// <summary>The samples cannot be replayed as they are: the message says which file and why.</summary>
internal sealed class BadSamplesException(string message) : Exception(message);
