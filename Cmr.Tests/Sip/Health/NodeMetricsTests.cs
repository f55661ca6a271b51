using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cmr.Contracts.MediaControl;
using Cmr.Sip.Tracing;
using Cmr.Tests.Sip.Transport.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Sip.Health;

/// <summary>What a running node tells of itself: figures, and messages as they pass.</summary>
[TestClass]
public sealed class NodeMetricsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task Every_message_that_came_was_handled_or_is_counted_by_the_reason_why_not()
    {
        await using LiveNode node = await LiveNode.StartAsync();
        using HttpClient http = Client(node);
        using Socket peer = Peer();
        string[] datagrams =
        [
            Options("z1"), Options("z1"), Options("z2"), Options("z3"), // the second repeats the first
            "rubbish", Options("z4").Replace("CSeq: 1", "CSeq: x", StringComparison.Ordinal), "\r\n\r\n",
            Options("z5", "DANCE"), Options("z6", "ACK"),
            Response("127.0.0.1:" + Text(node.Port)), Response("192.0.2.1"),
        ];
        foreach (string datagram in datagrams) await peer.SendToAsync(Encoding.ASCII.GetBytes(datagram), node.At("127.0.0.1"), CancellationToken.None);

        PrometheusText page = await UntilAsync(http, page => page.Sum("cmr_sip_messages_total", "direction=\"in\"") == 10 && page.Sum("cmr_sip_messages_waiting") == 0 && page.Sum("cmr_sip_messages_dropped_total") == 5 && page.Sum("cmr_sip_messages_handled_total") == 5);

        Assert.AreEqual(10, page.Sum("cmr_sip_messages_handled_total") + page.Sum("cmr_sip_messages_dropped_total"), "nothing is unaccounted");
        foreach (string reason in (string[])["MalformedAnswered", "MalformedUnanswered", "AckWithoutDialog", "StrayResponse", "ForeignResponse"])
            Assert.AreEqual(1, page[$"cmr_sip_messages_dropped_total{{reason=\"{reason}\"}}"], reason);
        Assert.AreEqual(1, page["cmr_sip_malformed_total{fault=\"BadCSeq\"}"]);
        Assert.AreEqual(2, page.Sum("cmr_sip_malformed_total"));
        Assert.AreEqual((1.0, 1.0), (page.Sum("cmr_sip_requests_refused_total"), page["cmr_sip_requests_refused_total{status=\"501\"}"]), "an OPTIONS that is answered is not refused");
        Assert.AreEqual(1, page["cmr_sip_keepalives_received_total"]);
        Assert.AreEqual(4, page["cmr_sip_messages_total{direction=\"in\",transport=\"udp\",kind=\"OPTIONS\"}"]);
        Assert.AreEqual(1, page["cmr_sip_messages_total{direction=\"in\",transport=\"udp\",kind=\"other\"}"], "a method nobody knows has no series of its own");
        Assert.AreEqual(6, page.Sum("cmr_sip_messages_total", "direction=\"out\""), "an answer to every OPTIONS, to what is malformed, and to an unknown method");
        Assert.AreEqual(datagrams.Where(datagram => datagram != "\r\n\r\n").Sum(datagram => datagram.Length), page["cmr_sip_octets_total{direction=\"in\",transport=\"udp\"}"]);
        Assert.AreEqual(3, page.Sum("cmr_sip_transactions_total", "side=\"server\"", "method=\"OPTIONS\""));
        Assert.AreEqual(1, page["cmr_sip_transactions_total{side=\"server\",method=\"other\",outcome=\"5xx\"}"]);
        Assert.AreEqual((1.0, 1.0), (page["cmr_sip_retransmissions_total{direction=\"in\"}"], page["cmr_sip_retransmissions_total{direction=\"out\"}"]));
        Assert.AreEqual(8, page.Sum("cmr_sip_wait_seconds_count"), "all but what was malformed waited");
        Assert.AreEqual(8, page.Sum("cmr_sip_wait_seconds_bucket", "le=\"+Inf\""));
        Assert.IsLessThan(900, page.Series.Count(one => one.StartsWith("cmr_sip_", StringComparison.Ordinal)), "few enough series");
    }

    [TestMethod]
    public async Task A_trace_needs_the_key_shows_what_it_was_asked_for_and_ends_with_its_reader()
    {
        await using LiveNode node = await LiveNode.StartAsync();
        MessageTap tap = node.Services.GetRequiredService<MessageTap>();
        using HttpClient http = Client(node);
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/trace?peer=127.0.0.1", UriKind.Relative), CancellationToken.None)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", node.Services.GetRequiredService<InstanceKeys>().ManagementToken);
        foreach (string query in (string[])["", "call=1&number=2", "peer=nowhere", "number=abc", "number=sip:", "call=1&seconds=0", "call=1&seconds=99999"])
            Assert.AreEqual(HttpStatusCode.BadRequest, (await http.GetAsync(new Uri("/trace?" + query, UriKind.Relative), CancellationToken.None)).StatusCode, query);

        using Socket peer = Peer();
        using (HttpResponseMessage answer = await http.GetAsync(new Uri("/trace?call=call-z1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, CancellationToken.None))
        {
            using StreamReader reader = new(await answer.Content.ReadAsStreamAsync(CancellationToken.None));
            Assert.IsTrue(tap.IsWatched);
            foreach (string branch in (string[])["z2", "z1"]) await peer.SendToAsync(Encoding.ASCII.GetBytes(Options(branch)), node.At("127.0.0.1"), CancellationToken.None);
            TraceLine request = await ReadAsync(reader);
            TraceLine response = await ReadAsync(reader);
            Assert.AreEqual("in udp caller", $"{request.Direction} {request.Transport} {request.Leg}");
            Assert.AreEqual(peer.LocalEndPoint!.ToString(), request.Peer); // bound
            StringAssert.Contains(Encoding.ASCII.GetString(request.Octets!), "Call-ID: call-z1\r\n"); // a message has some
            StringAssert.Contains(Encoding.ASCII.GetString(request.Octets!), "From: <sip:+86139xxxxxx01@h>");
            Assert.AreEqual("out", response.Direction);
        }

        long start = TimeProvider.System.GetTimestamp();
        while (tap.IsWatched)
        {
            Assert.IsTrue(TimeProvider.System.GetElapsedTime(start) < Patience, "it ends with the connection");
            await Task.Yield();
        }
    }

    [TestMethod]
    public async Task A_trace_ends_by_itself_and_there_are_never_many()
    {
        await using LiveNode node = await LiveNode.StartAsync();
        using HttpClient http = Client(node);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", node.Services.GetRequiredService<InstanceKeys>().ManagementToken);
        List<HttpResponseMessage> traces = [];
        for (int i = 0; i < TraceEndpoint.MostTraces; i++) traces.Add(await http.GetAsync(new Uri("/trace?call=1&seconds=1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, CancellationToken.None));

        Assert.AreEqual(HttpStatusCode.TooManyRequests, (await http.GetAsync(new Uri("/trace?call=1", UriKind.Relative), CancellationToken.None)).StatusCode);
        foreach (HttpResponseMessage trace in traces)
        {
            string text = await trace.Content.ReadAsStringAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
            StringAssert.Contains(text, "time is over");
            trace.Dispose();
        }
    }

    private static async Task<TraceLine> ReadAsync(StreamReader reader)
    {
        while (true)
        {
            string line = await reader.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None) ?? throw new InvalidDataException("the trace ended");
            if (line.Length > 0) return JsonSerializer.Deserialize<TraceLine>(line, JsonSerializerOptions.Web)!; // an object
        }
    }

    private static async Task<PrometheusText> UntilAsync(HttpClient http, Func<PrometheusText, bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            string text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), CancellationToken.None);
            PrometheusText page = new(text);
            if (condition(page)) return page;
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail(string.Join('\n', text.Split('\n').Where(line => !line.EndsWith(" 0", StringComparison.Ordinal) && !line.StartsWith('#'))));
        }
    }

    private static HttpClient Client(LiveNode node) => new() { BaseAddress = new Uri($"http://127.0.0.1:{Text(node.Port + 2)}"), Timeout = Patience };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Socket Peer()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string Options(string branch, string method = "OPTIONS") =>
        $"{method} sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK{branch};rport\r\nFrom: <sip:+8613900000001@h>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: call-{branch}\r\nCSeq: 1 {method}\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";

    private static string Response(string sentBy) =>
        $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP {sentBy};branch=z9hG4bKnone\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:x@y>;tag=2\r\nCall-ID: nobody\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
}
