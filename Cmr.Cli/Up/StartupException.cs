namespace Cmr.Cli.Up;

/// <summary>The instance cannot start; the message says why and how to mend it.</summary>
internal sealed class StartupException(string message) : Exception(message);
