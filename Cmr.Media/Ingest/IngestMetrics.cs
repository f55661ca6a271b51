using System.Diagnostics.Metrics;

namespace Cmr.Media.Ingest;

/// <summary>Counts of uploads.</summary>
internal sealed class IngestMetrics
{
    private readonly Counter<long> _uploads;

    public IngestMetrics(IMeterFactory meters) =>
        _uploads = meters.Create(MetricsEndpoint.MeterName).CreateCounter<long>("cmr_media_uploads_total", description: "Uploads by outcome");

    /// <summary>One was taken.</summary>
    public void Taken() => _uploads.Add(1, new KeyValuePair<string, object?>("outcome", "taken"));

    /// <summary>One was refused.</summary>
    public void Refused(string error) => _uploads.Add(1, new KeyValuePair<string, object?>("outcome", error));
}
