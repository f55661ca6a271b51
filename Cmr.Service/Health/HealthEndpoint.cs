using Cmr.Persistence;
using Npgsql;

namespace Cmr.Service.Health;

/// <summary><c>GET /health</c> and <c>GET /metrics</c>.</summary>
internal sealed class HealthEndpoint(NpgsqlDataSource database, IHostApplicationLifetime lifetime, MetricsEndpoint metrics)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Serves one request.</summary>
    public Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/health" => ReportAsync(context),
        "/metrics" => metrics.HandleAsync(context),
        _ => NotFoundAsync(context),
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task ReportAsync(HttpContext context)
    {
        (string status, string? reason) = lifetime.ApplicationStopping.IsCancellationRequested
            ? ("draining", "The service is shutting down")
            : await ProbeAsync(context.RequestAborted);
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        HealthReport report = new(status, ProductVersion.Current, "service", reason);
        await context.Response.WriteAsJsonAsync(report, HealthJsonContext.Default.HealthReport, cancellationToken: context.RequestAborted);
    }

    private async Task<(string Status, string? Reason)> ProbeAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using NpgsqlCommand probe = database.CreateCommand("SELECT 1 FROM principals LIMIT 1");
            await probe.ExecuteScalarAsync(patience.Token);
            return ("ok", null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ("degraded", $"The database has not answered for {Patience.TotalSeconds} s");
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e) || e is NpgsqlException)
        {
            return ("degraded", $"The database is away: {e.Message}");
        }
    }
}
