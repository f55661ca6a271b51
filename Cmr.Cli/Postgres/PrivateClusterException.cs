namespace Cmr.Cli.Postgres;

/// <summary>The private PostgreSQL cannot be created or started; the message says why and how to mend it.</summary>
internal sealed class PrivateClusterException(string message) : Exception(message);
