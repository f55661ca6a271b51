using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Benchmarks.Sip;

/// <summary>What one core makes of a typical INVITE of 1 kB: reading, the typed access of a call, writing, deriving, a whole transaction.</summary>
internal static class SipMessageBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(600);
    private static readonly byte[] Invite = MakeInvite();
    private static readonly byte[] Received = [.. Invite, .. new byte[1024]]; // as a transport that reads into a buffer of its own

    /// <returns>Rows for the table of results: measure, figure, ratio to the platform's own work on the same octets.</returns>
    public static Task<IReadOnlyList<string>> RunAsync()
    {
        ArrayBufferWriter<byte> output = new(4096);
        SipRequest invite = (SipRequest)Read();
        (double PerSecond, double Bytes) copy = Measure(CopyAndValidate);
        (double PerSecond, double Bytes) split = Measure(Split);
        IReadOnlyList<string> rows =
        [
            "| measure | figure | against copy and UTF-8 check | against string.Split | remark |",
            "|---|---|---|---|---|",
            Row("platform: copy and check as UTF-8", copy, copy, split, $"INVITE of {Invite.Length} B with SDP: an array of the same octets, and Utf8.IsValid"),
            Row("platform: string.Split into a dictionary", split, copy, split, "lines, names and values as strings; nothing is checked or taken apart"),
            Row("SIP message: read", Measure(() => Read().Length), copy, split, "all mandatory and routing headers checked"),
            Row("SIP message: read, typed access, write", Measure(() => ReadAccessWrite(output, Read())), copy, split, "From, To, Via, CSeq, Contact, Route, option tags, P-Early-Media, URI"),
            Row("SIP message: the same in the buffer it came in", Measure(() => ReadAccessWrite(output, ReadOwned())), copy, split, "what is allocated is the message object alone"),
            Row("SIP message: derive the next leg", Measure(() => Derive(invite).Length), copy, split, "20 rows, most copied; a whole message with its index"),
            Row("SIP message: read and derive the next leg", Measure(() => Derive((SipRequest)Read()).Length), copy, split, string.Empty),
            Row("SIP transaction: INVITE, 180, 486, ACK", Measure(Transact), copy, split, "both sides, four messages read on each arrival"),
            Row("SDP: read and codecs", Measure(ReadSdp), copy, split, "audio with three formats"),
            Row("SDP: read, change origin, address and direction, write", Measure(() => RewriteSdp(invite)), copy, split, "what a back-to-back user agent does with a description"),
        ];
        return Task.FromResult(rows);
    }

    private static (double PerSecond, double Bytes) Measure(Func<int> operation)
    {
        int sink = 0;
        List<(double PerSecond, double Bytes)> rounds = [];
        for (int round = 0; round <= Rounds; round++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan cpu = Environment.CpuUsage.TotalTime; // not the wall clock: benchmarks share their machine with builds
            long start = Stopwatch.GetTimestamp();
            long count = 0;
            while (Stopwatch.GetElapsedTime(start) < RoundTime)
            {
                for (int batch = 0; batch < 64; batch++)
                {
                    sink ^= operation();
                }

                count += 64;
            }

            double seconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            rounds.Add((count / seconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count));
        }

        GC.KeepAlive(sink);
        return rounds.Skip(1).OrderBy(round => round.PerSecond).ElementAt(Rounds / 2); // the first round warms up; the median of the rest
    }

    private static string Row(string measure, (double PerSecond, double Bytes) figure, (double PerSecond, double Bytes) copy, (double PerSecond, double Bytes) split, string remark) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {measure} | {figure.PerSecond:N0} per CPU second, {1e6 / figure.PerSecond:F2} µs, {figure.Bytes:N0} B allocated | {copy.PerSecond / figure.PerSecond:F2}× the time | {split.PerSecond / figure.PerSecond:F2}× the time | {remark} |");

    private static int CopyAndValidate()
    {
        byte[] copy = Invite.AsSpan().ToArray();
        return Utf8.IsValid(copy) ? copy.Length : 0;
    }

    private static int Split()
    {
        string text = Encoding.UTF8.GetString(Invite);
        string[] parts = text.Split("\r\n\r\n", 2);
        Dictionary<string, List<string>> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in parts[0].Split("\r\n").Skip(1))
        {
            string[] pair = line.Split(':', 2);
            if (!headers.TryGetValue(pair[0], out List<string>? values)) headers[pair[0]] = values = [];
            values.Add(pair[1].Trim());
        }

        return headers.Count + parts[1].Length;
    }

    private static SipMessage Read()
    {
        SipMessage.TryRead(Invite, SipLimits.Default, out SipMessage? message);
        return message!; // the INVITE above is well-formed
    }

    private static SipMessage ReadOwned()
    {
        SipMessage.TryReadOwned(Received, Invite.Length, SipLimits.Default, out SipMessage? message);
        return message!; // the INVITE is well-formed
    }

    private static int ReadAccessWrite(ArrayBufferWriter<byte> output, SipMessage message)
    {
        SipRequest invite = (SipRequest)message;
        int sink = invite.From.Tag.Length + invite.To.Tag.Length + invite.TopVia.Branch.Length + (int)invite.CSeq.Number + invite.CallId.Length;
        sink += invite.Contact!.Value.Uri.Raw.Length + invite.Routes.Count + invite.MaxForwards!.Value + (invite.HasSdp ? 1 : 0);
        sink += (invite.Supported.Contains("100rel"u8) ? 1 : 0) + (invite.Allow.Contains("UPDATE"u8) ? 1 : 0) + (invite.PEarlyMedia is { Supported: true } ? 1 : 0);
        sink += invite.Uri.TryGetSip(out SipUri uri) ? uri.User.Length : 0;
        output.ResetWrittenCount();
        invite.Write(output);
        return sink + output.WrittenCount;
    }

    private static SipRequest Derive(SipRequest invite)
    {
        return SipRequest.Create(SipMethod.Invite, invite.Uri)
            .Push(HeaderId.Via, "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK0123456789;rport")
            .CopyAllExcept(invite, HeaderId.Via, HeaderId.Route, HeaderId.RecordRoute, HeaderId.Contact, HeaderId.CallId, HeaderId.ContentType)
            .Set(HeaderId.CallId, "0123456789abcdef@10.0.0.9")
            .Set(HeaderId.Contact, "<sip:10.0.0.9:5060>")
            .WithMaxForwards(invite.MaxForwards!.Value - 1)
            .CopyBody(invite)
            .Build();
    }

    private static int Transact()
    {
        TransactionLayer caller = new(new TransactionLayerOptions { SentBy = new HostPort("10.0.0.1", 5060) }, new SipTokens(Random.Shared.NextBytes));
        TransactionLayer callee = new(new TransactionLayerOptions { SentBy = new HostPort("10.0.0.2", 5060) }, new SipTokens(Random.Shared.NextBytes));
        SipEndpoint there = SipEndpoint.Udp(IPAddress.Loopback, 5060);
        List<TransactionEffect> sent = [];
        caller.SendRequest(((SipRequest)Read()).Edit().Remove(HeaderId.Via), there, TimeSpan.Zero, sent);
        List<TransactionEffect> received = Deliver(callee, sent, there);
        ServerTransaction invite = received.OfType<TransactionEffect.RequestReceived>().Single().Transaction;
        List<TransactionEffect> answers = [];
        callee.Respond(invite, SipResponse.For(invite.Request, SipStatus.Ringing).WithToTag("t").Build(), TimeSpan.Zero, answers);
        callee.Respond(invite, SipResponse.For(invite.Request, SipStatus.BusyHere).WithToTag("t").Build(), TimeSpan.Zero, answers);
        return Deliver(callee, Deliver(caller, answers, there), there).Count;
    }

    private static List<TransactionEffect> Deliver(TransactionLayer layer, List<TransactionEffect> effects, SipEndpoint source)
    {
        List<TransactionEffect> reactions = [];
        foreach (TransactionEffect.Send send in effects.OfType<TransactionEffect.Send>())
        {
            SipMessage.TryRead(send.Message.Bytes.Span, SipLimits.Default, out SipMessage? message);
            layer.Receive(message!, source, TimeSpan.Zero, reactions); // the layer sends well-formed messages
        }

        return reactions;
    }

    private static int ReadSdp()
    {
        int body = Invite.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        SdpDescription.TryRead(Invite.AsSpan(body), SdpLimits.Default, out SdpDescription? offer);
        return offer!.Media[0].Codecs.Count; // the offer above is well-formed
    }

    private static int RewriteSdp(SipRequest invite)
    {
        SdpDescription.TryRead(invite.Body, SdpLimits.Default, out SdpDescription? offer);
        SdpOrigin origin = new("-", "42", "2", "IP4", "10.0.0.9");
        return offer!.WithOrigin(origin).WithConnection(new SdpConnection("IP4", "10.0.0.9")) // the offer of the INVITE is well-formed
            .WithMedia(0, offer.Media[0].WithPort(40002).WithDirection(SdpDirection.RecvOnly)).ToText().Length;
    }

    private static byte[] MakeInvite()
    {
        const string sdp = "v=0\r\no=- 42 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\n"
            + "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";
        string head = "INVITE sip:+4930555123@home.example;user=phone SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP pcscf.example:5060;branch=z9hG4bKpcscf77f;rport\r\nVia: SIP/2.0/UDP 10.0.0.1:5088;branch=z9hG4bKue1\r\n"
            + "Route: <sip:as.home.example:5070;lr>\r\nMax-Forwards: 66\r\nFrom: \"Ann\" <sip:+4930555999@home.example;user=phone>;tag=a-73\r\n"
            + "To: <sip:+4930555123@home.example;user=phone>\r\nCall-ID: 8f3e2a77b1c94b01@10.0.0.1\r\nCSeq: 4711 INVITE\r\nContact: <sip:ann@10.0.0.1:5088>\r\n"
            + "P-Asserted-Identity: \"Ann\" <sip:+4930555999@home.example>\r\nP-Early-Media: supported\r\nSupported: 100rel, timer\r\n"
            + "Allow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO\r\nAccept: application/sdp\r\nUser-Agent: Phone/1.0\r\nContent-Type: application/sdp\r\n";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {sdp.Length}\r\n\r\n{sdp}"));
    }
}
