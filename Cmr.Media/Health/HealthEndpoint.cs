using Cmr.Contracts.MediaControl;
using Cmr.Media.Ingest;
using Cmr.Media.Sessions;

namespace Cmr.Media.Health;

/// <summary><c>GET /health</c> and <c>GET /metrics</c>.</summary>
internal sealed class HealthEndpoint(SessionTable sessions, Ffmpeg ffmpeg, MetricsEndpoint metrics)
{
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

    private Task ReportAsync(HttpContext context)
    {
        WorkerLoad load = sessions.Load;
        (string status, string? reason) = load.Draining ? ("draining", "The worker is shutting down")
            : ffmpeg.IsInstalled ? ("ok", (string?)null)
            : ("degraded", Ffmpeg.Missing);
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var report = new HealthReport(status, ProductVersion.Current, "media", reason, load.Sessions, load.Capacity);
        return context.Response.WriteAsJsonAsync(report, HealthJsonContext.Default.HealthReport, cancellationToken: context.RequestAborted);
    }
}
