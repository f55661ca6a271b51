using System.Diagnostics.Metrics;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Hep;
using Cmr.Sip.Hosting;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Dns;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Health;

/// <summary>Figures of what passes the edge of the node: messages, connections, names, copies.</summary>
internal static class TransportMetrics
{
    private static readonly SipTransport[] Transports = Enum.GetValues<SipTransport>();

    public static void Create(Meter meter, SipNode node, ReceiverCounters received, StreamCounters streams, HepCounters copies)
    {
        TrafficCounters traffic = received.Tap.Traffic;
        meter.CreateObservableCounter("cmr_sip_messages_total", () => Messages(traffic), description: "Messages by direction, transport and kind: method, class of response, or malformed");
        meter.CreateObservableCounter("cmr_sip_octets_total", () => Octets(traffic), description: "Octets of messages by direction and transport");
        meter.CreateObservableCounter("cmr_sip_malformed_total", () => Malformed(received), description: "Malformed messages received, by fault");
        meter.CreateObservableCounter("cmr_sip_keepalives_received_total", () => traffic.KeepAlives, description: "Keep-alives received");
        meter.CreateObservableCounter("cmr_sip_send_failures_total", () => traffic.SendFailures, description: "Messages that the system refused to send or no connection took");
        meter.CreateObservableCounter("cmr_sip_receive_errors_total", () => received.Errors, description: "Errors of receiving sockets");
        meter.CreateObservableGauge("cmr_sip_connections", () => node.Streams?.Count ?? 0, description: "Connections over TCP and TLS");
        meter.CreateObservableCounter("cmr_sip_connections_accepted_total", () => streams.Accepted, description: "Connections opened by peers");
        meter.CreateObservableCounter("cmr_sip_connections_opened_total", () => streams.Opened, description: "Connections opened to peers");
        meter.CreateObservableCounter("cmr_sip_connections_refused_total", () => streams.Refused, description: "Connections turned away because there were too many");
        meter.CreateObservableCounter("cmr_sip_connections_closed_total", () => Closed(streams), description: "Connections that ended, by reason");
        meter.CreateObservableCounter("cmr_sip_tls_handshakes_total", () => Handshakes(streams), description: "TLS handshakes that peers began, by result");
        meter.CreateObservableCounter("cmr_sip_dns_lookups_total", () => LookUps(node.Names), description: "Questions for names, by result");
        meter.CreateObservableCounter("cmr_sip_hep_copies_total", () => Copies(copies), description: "Copies for the capture server, by result");
    }

    private static IEnumerable<Measurement<long>> Messages(TrafficCounters traffic)
    {
        foreach (SipTransport transport in Transports)
        {
            for (int kind = 0; kind < MessageKinds.Count; kind++)
            {
                yield return new(traffic.Received(transport, kind), Tag("direction", "in"), Tag("transport", Name(transport)), Tag("kind", MessageKinds.Name(kind)));
                yield return new(traffic.Sent(transport, kind), Tag("direction", "out"), Tag("transport", Name(transport)), Tag("kind", MessageKinds.Name(kind)));
            }
        }
    }

    private static IEnumerable<Measurement<long>> Octets(TrafficCounters traffic)
    {
        foreach (SipTransport transport in Transports)
        {
            yield return new(traffic.OctetsReceived(transport), Tag("direction", "in"), Tag("transport", Name(transport)));
            yield return new(traffic.OctetsSent(transport), Tag("direction", "out"), Tag("transport", Name(transport)));
        }
    }

    private static IEnumerable<Measurement<long>> Malformed(ReceiverCounters received) =>
        Enum.GetValues<SipRejection>().Where(fault => fault is not (SipRejection.None or SipRejection.KeepAlive)).Select(fault => new Measurement<long>(received.Rejected(fault), Tag("fault", fault.ToString())));

    private static IEnumerable<Measurement<long>> Closed(StreamCounters streams) =>
        Enum.GetValues<CloseReason>().Select(reason => new Measurement<long>(streams.Closed(reason), Tag("reason", reason.ToString())));

    private static IEnumerable<Measurement<long>> Handshakes(StreamCounters streams) =>
        [new(streams.Secured, Tag("result", "ok")), new(streams.Unsecured, Tag("result", "failed"))];

    private static IEnumerable<Measurement<long>> LookUps(DnsCounters? names) =>
        [new(names?.Kept ?? 0, Tag("result", "kept")), new(names?.Answered ?? 0, Tag("result", "answered")), new(names?.Failed ?? 0, Tag("result", "failed")), new(names?.GivenUp ?? 0, Tag("result", "given_up"))];

    private static IEnumerable<Measurement<long>> Copies(HepCounters copies) =>
        [new(copies.Sent, Tag("result", "sent")), new(copies.QueueFull, Tag("result", "queue_full")), new(copies.Undelivered, Tag("result", "undelivered"))];

    private static string Name(SipTransport transport) => transport switch { SipTransport.Udp => "udp", SipTransport.Tcp => "tcp", _ => "tls" };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
