using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Tracing;
using Npgsql;

namespace Cmr.Sip.Health;

/// <summary><c>GET /health</c>, <c>GET /metrics</c> and <c>GET /trace</c>. Degraded means that calls go through, but without a presentation.</summary>
internal sealed class HealthEndpoint(SipNode node, MediaPlane media, NpgsqlDataSource database, MetricsEndpoint metrics, SipMetrics figures, TraceEndpoint traces)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Serves one request.</summary>
    public Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/health" => ReportAsync(context),
        "/metrics" => metrics.HandleAsync(context),
        "/trace" => traces.HandleAsync(context),
        _ => NotFoundAsync(context),
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task ReportAsync(HttpContext context)
    {
        (string status, string? reason) = await JudgeAsync(context.RequestAborted);
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        HealthReport report = new(status, ProductVersion.Current, "sip", reason, figures.CallsActive, Math.Round(figures.Lag.TotalMilliseconds, 1), figures.MessagesDropped);
        await context.Response.WriteAsJsonAsync(report, HealthJsonContext.Default.HealthReport, cancellationToken: context.RequestAborted);
    }

    private async Task<(string Status, string? Reason)> JudgeAsync(CancellationToken cancellationToken)
    {
        if (node.IsDraining) return ("draining", "The node is shutting down");
        if (media.ConnectedWorkers == 0) return ("degraded", "No media worker is connected: callers hear the ordinary ringback tone");
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using NpgsqlCommand probe = database.CreateCommand("SELECT 1");
            await probe.ExecuteScalarAsync(patience.Token);
            return ("ok", null);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ("degraded", $"The database is away: {exception.Message}");
        }
    }
}
