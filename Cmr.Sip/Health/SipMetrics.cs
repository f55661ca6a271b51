using System.Diagnostics.Metrics;
using Cmr.Sip.Engine;
using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Overload;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Health;

/// <summary>Publishes the node's figures; they are read where they are kept, at each scrape.</summary>
internal sealed class SipMetrics
{
    private readonly SipNode _node;

    public SipMetrics(IMeterFactory meters, SipNode node, ReceiverCounters received, StreamCounters streams, MediaPlane media)
    {
        _node = node;
        Meter meter = meters.Create(MetricsEndpoint.MeterName);
        meter.CreateObservableGauge("cmr_sip_calls", () => CallsActive, description: "Calls going on");
        meter.CreateObservableGauge("cmr_sip_media_workers", () => media.ConnectedWorkers, description: "Media workers connected");
        meter.CreateObservableGauge("cmr_sip_messages_waiting", () => node.Partitions.Sum(partition => partition.Backlog.Count), description: "Messages in mailboxes");
        meter.CreateObservableCounter("cmr_sip_calls_total", () => Sum(counters => counters.CallsStarted), description: "Calls taken");
        meter.CreateObservableCounter("cmr_sip_calls_answered_total", () => Sum(counters => counters.CallsAnswered), description: "Calls answered");
        meter.CreateObservableCounter("cmr_sip_calls_presented_total", () => Sum(counters => counters.CallsPresented), description: "Calls whose caller heard a resource");
        meter.CreateObservableCounter("cmr_sip_calls_refused_total", () => Sum(counters => counters.CallsRefused), description: "INVITEs refused without a call");
        meter.CreateObservableCounter("cmr_sip_requests_refused_total", () => Sum(counters => counters.RequestsRefused), description: "Requests refused outside any call");
        meter.CreateObservableCounter("cmr_sip_messages_received_total", () => received.Messages, description: "Well-formed messages received");
        meter.CreateObservableCounter("cmr_sip_messages_rejected_total", () => received.Rejections, description: "Malformed messages received");
        meter.CreateObservableCounter("cmr_sip_messages_dropped_total", () => Dropped(received), description: "Messages that went no further, by reason");
        meter.CreateObservableGauge("cmr_sip_connections", () => node.Streams?.Count ?? 0, description: "Connections over TCP and TLS");
        meter.CreateObservableCounter("cmr_sip_connections_accepted_total", () => streams.Accepted, description: "Connections opened by peers");
        meter.CreateObservableCounter("cmr_sip_connections_opened_total", () => streams.Opened, description: "Connections opened to peers");
        meter.CreateObservableCounter("cmr_sip_connections_refused_total", () => streams.Refused, description: "Connections turned away because there were too many");
        meter.CreateObservableCounter("cmr_sip_connections_closed_total", () => Closed(streams), description: "Connections that ended, by reason");
    }

    private static IEnumerable<Measurement<long>> Closed(StreamCounters streams) =>
        Enum.GetValues<CloseReason>().Select(reason => new Measurement<long>(streams.Closed(reason), new KeyValuePair<string, object?>("reason", reason.ToString())));

    private IEnumerable<Measurement<long>> Dropped(ReceiverCounters received) =>
        Enum.GetValues<DropReason>().Select(reason => new Measurement<long>(received.Dropped[reason] + Sum(counters => counters.Dropped[reason]), new KeyValuePair<string, object?>("reason", reason.ToString())));

    /// <summary>Calls going on.</summary>
    public int CallsActive => _node.Partitions.Sum(partition => partition.Counters.CallsActive);

    private long Sum(Func<EngineCounters, long> figure) => _node.Partitions.Sum(partition => figure(partition.Counters));
}
