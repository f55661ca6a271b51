using System.Diagnostics.Metrics;
using System.Globalization;
using Cmr.Domain.Calls;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Hep;
using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Overload;
using Cmr.Sip.Partitions;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Health;

/// <summary>Publishes the node's figures; they are read where they are kept, at each scrape. docs/sip.md says what they mean.</summary>
internal sealed class SipMetrics
{
    private readonly SipNode _node;
    private readonly ReceiverCounters _received;

    public SipMetrics(IMeterFactory meters, SipNode node, ReceiverCounters received, StreamCounters streams, MediaPlane media, HepExporter copies, AuthenticationCounters logins)
    {
        _node = node;
        _received = received;
        Meter meter = meters.Create(MetricsEndpoint.MeterName);
        AddCalls(meter);
        AddWork(meter);
        meter.CreateObservableGauge("cmr_sip_media_workers", () => media.ConnectedWorkers, description: "Media workers connected");
        meter.CreateObservableGauge("cmr_sip_overloaded", () => node.IsOverloaded ? 1 : 0, description: "1 while new calls are refused because there is too much to do");
        meter.CreateObservableCounter("cmr_sip_authentications_total", () => Logins(logins), description: "Requests from outside that had to prove who sent them, by result");
        TransportMetrics.Create(meter, node, received, streams, copies.Counters);
    }

    /// <summary>Calls going on.</summary>
    public int CallsActive => _node.Partitions.Sum(partition => partition.Counters.CallsActive);

    /// <summary>Messages dropped or refused, for all reasons but those that are nobody's fault.</summary>
    public long MessagesDropped => Enum.GetValues<DropReason>().Where(reason => reason is not DropReason.AckOfRefusal).Sum(DroppedFor);

    /// <summary>How long the message that waits longest has waited.</summary>
    public TimeSpan Lag => _node.Partitions.Count == 0 ? TimeSpan.Zero : _node.Partitions.Max(partition => partition.Backlog.OldestAge);

    private void AddCalls(Meter meter)
    {
        meter.CreateObservableGauge("cmr_sip_calls", () => CallsActive, description: "Calls going on");
        meter.CreateObservableCounter("cmr_sip_calls_total", () => Sum(counters => counters.CallsStarted), description: "Calls taken");
        meter.CreateObservableCounter("cmr_sip_calls_answered_total", () => Sum(counters => counters.CallsAnswered), description: "Calls answered");
        meter.CreateObservableCounter("cmr_sip_calls_presented_total", () => Sum(counters => counters.CallsPresented), description: "Calls whose caller heard a resource");
        meter.CreateObservableCounter("cmr_sip_calls_refused_total", () => Refused(counters => counters.CallsRefused), description: "INVITEs refused without a call, by status");
        meter.CreateObservableCounter("cmr_sip_calls_ended_total", Ended, description: "Calls that ended, by mode and outcome");
        meter.CreateObservableCounter("cmr_sip_requests_refused_total", () => Refused(counters => counters.RequestsRefused), description: "Requests refused outside any call, by status");
        meter.CreateObservableGauge("cmr_sip_dialogs", () => _node.Partitions.Sum(partition => partition.Engine.DialogCount), description: "Dialogs, early ones included");
    }

    private void AddWork(Meter meter)
    {
        meter.CreateObservableCounter("cmr_sip_messages_received_total", () => _received.Messages, description: "Well-formed messages received");
        meter.CreateObservableCounter("cmr_sip_messages_rejected_total", () => _received.Rejections, description: "Malformed messages received");
        meter.CreateObservableCounter("cmr_sip_messages_handled_total", () => Sum(counters => counters.MessagesTaken - Enum.GetValues<DropReason>().Sum(reason => counters.Dropped[reason])), description: "Messages that were worked on");
        meter.CreateObservableCounter("cmr_sip_messages_dropped_total", Dropped, description: "Messages that went no further, by reason");
        meter.CreateObservableGauge("cmr_sip_messages_waiting", () => _node.Partitions.Sum(partition => partition.Backlog.Count), description: "Messages in mailboxes");
        meter.CreateObservableGauge("cmr_sip_partition_waiting", () => ByPartition(partition => partition.Backlog.Count), description: "Messages in the mailbox of a partition");
        meter.CreateObservableGauge("cmr_sip_partition_oldest_seconds", Oldest, description: "How long the message at the head of a lane has waited, by partition and lane");
        HistogramInstruments.Create(meter, "cmr_sip_wait_seconds", "lane", Waits, "How long messages waited in mailboxes, by lane");
        meter.CreateObservableGauge("cmr_sip_transactions", () => _node.Partitions.Sum(partition => partition.Engine.TransactionCount), description: "Transactions alive");
        meter.CreateObservableGauge("cmr_sip_timers", () => _node.Partitions.Sum(partition => partition.Engine.ArmedCount), description: "Transactions with a timer armed");
        meter.CreateObservableCounter("cmr_sip_transactions_total", Transactions, description: "Transactions settled, by side, method and outcome");
        meter.CreateObservableCounter("cmr_sip_retransmissions_total", Retransmissions, description: "Messages repeated, by direction");
        meter.CreateObservableCounter("cmr_sip_acks_missing_total", () => Work(counters => counters.AcksMissing), description: "Failure responses to INVITE that were never acknowledged");
    }

    private IEnumerable<Measurement<long>> Ended()
    {
        foreach (CallOutcome outcome in Enum.GetValues<CallOutcome>())
        {
            yield return new(Sum(counters => counters.Ended(true, outcome)), Tag("mode", "presented"), Tag("outcome", outcome.ToString()));
            yield return new(Sum(counters => counters.Ended(false, outcome)), Tag("mode", "relayed"), Tag("outcome", outcome.ToString()));
        }
    }

    private IEnumerable<Measurement<long>> Refused(Func<EngineCounters, RefusalCounters> refusals) =>
        RefusalCounters.Statuses.Select((status, i) => new Measurement<long>(Sum(counters => refusals(counters)[i]), Tag("status", status)));

    private IEnumerable<Measurement<long>> Dropped() => Enum.GetValues<DropReason>().Select(reason => new Measurement<long>(DroppedFor(reason), Tag("reason", reason.ToString())));

    private long DroppedFor(DropReason reason) => _received.Dropped[reason] + Sum(counters => counters.Dropped[reason]);

    private IEnumerable<Measurement<long>> Transactions()
    {
        foreach (SipMethodKind method in Enum.GetValues<SipMethodKind>())
        {
            foreach (TransactionOutcome outcome in Enum.GetValues<TransactionOutcome>())
            {
                yield return new(Work(counters => counters.Served(method, outcome)), Tag("side", "server"), Tag("method", MessageKinds.MethodName(method)), Tag("outcome", Name(outcome)));
                yield return new(Work(counters => counters.Sent(method, outcome)), Tag("side", "client"), Tag("method", MessageKinds.MethodName(method)), Tag("outcome", Name(outcome)));
            }
        }
    }

    private IEnumerable<Measurement<long>> Retransmissions() =>
        [new(Work(counters => counters.RepetitionsReceived), Tag("direction", "in")), new(Work(counters => counters.RepetitionsSent), Tag("direction", "out"))];

    private IEnumerable<Measurement<double>> Oldest()
    {
        for (int i = 0; i < _node.Partitions.Count; i++)
        {
            Backlog backlog = _node.Partitions[i].Backlog;
            string number = i.ToString(CultureInfo.InvariantCulture);
            yield return new(backlog.InProgressAge.TotalSeconds, Tag("partition", number), Tag("lane", "in_progress"));
            yield return new(backlog.NewAge.TotalSeconds, Tag("partition", number), Tag("lane", "new"));
        }
    }

    private IEnumerable<Measurement<int>> ByPartition(Func<Partition, int> figure) =>
        _node.Partitions.Select((partition, i) => new Measurement<int>(figure(partition), Tag("partition", i.ToString(CultureInfo.InvariantCulture))));

    private IEnumerable<(string Value, HistogramValues Times)> Waits() =>
        _node.Partitions.SelectMany(partition => new[] { ("in_progress", partition.Mailbox.InProgressWaits), ("new", partition.Mailbox.NewWaits) });

    private static IEnumerable<Measurement<long>> Logins(AuthenticationCounters logins) =>
        Enum.GetValues<AuthenticationResult>().Select(result => new Measurement<long>(logins[result], Tag("result", result.ToString())));

    private long Sum(Func<EngineCounters, long> figure) => _node.Partitions.Sum(partition => figure(partition.Counters));

    private long Work(Func<TransactionCounters, long> figure) => _node.Partitions.Sum(partition => figure(partition.Engine.Transactions));

    private static string Name(TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.TimedOut => "timeout",
        TransactionOutcome.TransportFailed => "transport_error",
        _ => $"{(int)outcome + 2}xx",
    };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
