using System.Diagnostics.Metrics;
using Cmr.Media.Content;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Cmr.Media.Sessions;

namespace Cmr.Media.Health;

/// <summary>Publishes the worker's figures; they are read where they are kept, at each scrape.</summary>
internal sealed class WorkerMetrics
{
    public WorkerMetrics(IMeterFactory meters, SessionTable sessions, PlayoutPumps pumps, PortAllocator ports, TrackStore tracks, DiskCache disk)
    {
        Meter meter = meters.Create(MetricsEndpoint.MeterName);
        meter.CreateObservableGauge("cmr_media_sessions", () => sessions.Load.Sessions, description: "Sessions held");
        meter.CreateObservableGauge("cmr_media_streams_playing", () => pumps.Playing, description: "RTP streams playing");
        meter.CreateObservableGauge("cmr_media_port_pairs_free", () => ports.Free, description: "RTP port pairs not in use");
        meter.CreateObservableGauge("cmr_media_cache_bytes", () => disk.Size, description: "Octets of tracks on disk");
        meter.CreateObservableCounter("cmr_media_rtp_packets_sent_total", () => pumps.PacketsSent, description: "RTP packets sent");
        meter.CreateObservableCounter("cmr_media_rtp_packets_failed_total", () => pumps.PacketsFailed, description: "RTP packets that could not be sent");
        meter.CreateObservableCounter("cmr_media_playout_stalls_total", () => pumps.Stalls, description: "Times the sending schedule was given up");
        meter.CreateObservableCounter("cmr_media_content_fetches_total", () => tracks.Fetches, description: "Tracks fetched from the service");
    }
}
