using Cmr.Cli.Postgres;
using Cmr.Cli.Provisioning;
using Cmr.Contracts.Client;
using Cmr.Persistence;
using Npgsql;

namespace Cmr.Cli.Up;

/// <summary>Says of an expected failure what is in the way and how to mend it. What it does not know is a bug and is left to surface.</summary>
internal static class StartFailure
{
    private const int NoSpaceLeft = 28; // ENOSPC

    /// <returns><see langword="null"/> for an exception that is no expected failure.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        IOException full when (full.HResult & 0xFFFF) == NoSpaceLeft =>
            $"the disk is full: {full.Message}\nFree some space, or keep the data elsewhere: ./cmr up --data DIR",
        StartupException or PrivateClusterException or RefusedException or IOException => failure.Message,
        UnauthorizedAccessException => failure.Message + "\nUse a folder that you may write to: ./cmr up --data DIR",
        NpgsqlException or StorageUnavailableException => $"the database refused: {failure.GetBaseException().Message}\nPostgreSQL's own log is postgres/postgresql.log in the data folder.",
        HttpRequestException or SoapFaultException or SoapResponseException => $"the service did not answer as it should: {failure.Message}\nIts log is logs/service.log in the data folder.",
        _ => null,
    };
}
