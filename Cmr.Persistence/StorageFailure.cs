using System.Net.Sockets;
using Npgsql;

namespace Cmr.Persistence;

/// <summary>Tells a database that is away from a mistake of ours. SQLSTATE is interpreted here and nowhere else.</summary>
public static class StorageFailure
{
    /// <summary>Whether an exception, or one inside it, means that the database cannot be reached or has broken the connection.</summary>
    /// <param name="exception">What was caught.</param>
    public static bool IsUnavailable(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            bool away = e switch
            {
                StorageUnavailableException => true,
                // The server has ended the session, or did not let it begin
                PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => true,
                PostgresException postgres => IsUnavailable(postgres.SqlState),
                NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or SocketException or TimeoutException,
                SocketException or TimeoutException => true,
                _ => false,
            };
            if (away)
                return true;
        }
        return false;
    }

    /// <summary>Whether an exception, or one inside it, means that a key exists already.</summary>
    /// <param name="exception">What was caught.</param>
    public static bool IsUniqueViolation(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Class 08 connection exception, 53 insufficient resources, 57P operator intervention, 58 system error (PostgreSQL appendix A)
    private static bool IsUnavailable(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
        || state is PostgresErrorCodes.ReadOnlySqlTransaction;
}
