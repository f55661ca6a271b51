using System.Diagnostics.Metrics;
using Cmr.Sip.Engine;
using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Transport;

namespace Cmr.Sip.Health;

/// <summary>Publishes the node's figures; they are read where they are kept, at each scrape.</summary>
internal sealed class SipMetrics
{
    private readonly SipNode _node;

    public SipMetrics(IMeterFactory meters, SipNode node, ReceiverCounters received, MediaPlane media)
    {
        _node = node;
        Meter meter = meters.Create(MetricsEndpoint.MeterName);
        meter.CreateObservableGauge("cmr_sip_calls", () => CallsActive, description: "Calls going on");
        meter.CreateObservableGauge("cmr_sip_media_workers", () => media.ConnectedWorkers, description: "Media workers connected");
        meter.CreateObservableGauge("cmr_sip_datagrams_waiting", () => node.Partitions.Sum(partition => partition.DatagramsWaiting), description: "Datagrams in mailboxes");
        meter.CreateObservableCounter("cmr_sip_calls_total", () => Sum(counters => counters.CallsStarted), description: "Calls taken");
        meter.CreateObservableCounter("cmr_sip_calls_answered_total", () => Sum(counters => counters.CallsAnswered), description: "Calls answered");
        meter.CreateObservableCounter("cmr_sip_calls_presented_total", () => Sum(counters => counters.CallsPresented), description: "Calls whose caller heard a resource");
        meter.CreateObservableCounter("cmr_sip_calls_refused_total", () => Sum(counters => counters.CallsRefused), description: "INVITEs refused without a call");
        meter.CreateObservableCounter("cmr_sip_requests_refused_total", () => Sum(counters => counters.RequestsRefused), description: "Requests refused outside any call");
        meter.CreateObservableCounter("cmr_sip_messages_discarded_total", () => Sum(counters => counters.MessagesDiscarded), description: "Messages that fit no transaction or dialog");
        meter.CreateObservableCounter("cmr_sip_messages_received_total", () => received.Messages, description: "Well-formed messages received");
        meter.CreateObservableCounter("cmr_sip_messages_rejected_total", () => received.Rejections, description: "Malformed datagrams received");
        meter.CreateObservableCounter("cmr_sip_datagrams_dropped_total", () => node.Partitions.Sum(partition => partition.DatagramsDropped), description: "Datagrams dropped because a mailbox was full");
    }

    /// <summary>Calls going on.</summary>
    public int CallsActive => _node.Partitions.Sum(partition => partition.Counters.CallsActive);

    private long Sum(Func<EngineCounters, long> figure) => _node.Partitions.Sum(partition => figure(partition.Counters));
}
