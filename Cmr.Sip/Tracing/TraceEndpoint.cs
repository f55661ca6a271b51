using System.Text.Json;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Parties;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Hosting;
using Cmr.Sip.Partitions;
using Microsoft.AspNetCore.Http.Features;

namespace Cmr.Sip.Tracing;

/// <summary>
/// <c>GET /trace</c>: messages as they pass, one JSON object a line, until the client goes, the time is over or there were enough.
/// The trace lives as long as its connection, so nothing stays switched on by mistake.
/// </summary>
internal sealed class TraceEndpoint(MessageTap tap, SipNode node, ListenAddresses addresses, InstanceKeys keys, NumberingPlan plan, TimeProvider time, ILogger<TraceEndpoint> logger)
{
    /// <summary>Traces at the same time.</summary>
    public const int MostTraces = 4;

    /// <summary>Messages of one trace.</summary>
    public const int MostMessages = 100_000;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    // An empty line now and then shows whether the client is still there
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);
    private int _running;

    /// <summary>Traces going on.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Serves one trace.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!keys.IsManagementAuthorization(context.Request.Headers.Authorization))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        if (TraceRequest.TryRead(context.Request.Query, plan, out TraceRequest request) is { } fault)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault, context.RequestAborted);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _running) > MostTraces) context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            else await TraceAsync(context, request);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task TraceAsync(HttpContext context, TraceRequest request)
    {
        // Whoever wants to know who traced whom finds it in the log
        logger.TraceBegins(Subject(request), (int)request.Time.TotalSeconds, request.WithNumbers);
        MessageTrace trace = new(request, plan, time);
        context.Response.ContentType = "application/x-ndjson";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using CancellationTokenSource limit = new(request.Time, time);
        using (limit.Token.Register(end.Cancel))
        using (tap.Watch(trace))
        {
            foreach (Partition partition in node.Partitions) partition.Post(new EngineInput.VisitCalls(trace.Consider));
            await context.Response.StartAsync(context.RequestAborted);
            string why = await PassOnAsync(context, trace, request.WithNumbers, end.Token);
            if (!context.RequestAborted.IsCancellationRequested) await WriteAsync(context, new TraceLine { At = time.GetUtcNow(), End = why, Missed = Missed(trace) }, CancellationToken.None);
        }

        logger.TraceEnded(Subject(request));
    }

    private async Task<string> PassOnAsync(HttpContext context, MessageTrace trace, bool withNumbers, CancellationToken end)
    {
        try
        {
            await context.Response.Body.FlushAsync(end);
            for (int passed = 0; passed < MostMessages;)
            {
                await WaitAsync(context, trace, end);
                while (passed < MostMessages && trace.Messages.TryRead(out (SeenMessage Seen, DateTimeOffset At, string? Leg) next))
                {
                    trace.Took(next.Seen);
                    await WriteAsync(context, Describe(next.Seen, next.At, next.Leg, withNumbers) with { Missed = Missed(trace) }, end);
                    passed++;
                }
            }

            return $"{MostMessages} messages are enough";
        }
        catch (OperationCanceledException)
        {
            return "time is over";
        }
    }

    private async Task WaitAsync(HttpContext context, MessageTrace trace, CancellationToken end)
    {
        Task<bool> waiting = trace.Messages.WaitToReadAsync(end).AsTask();
        while (true)
        {
            try
            {
                await waiting.WaitAsync(Pulse, time, end);
                return;
            }
            catch (TimeoutException)
            {
                await context.Response.Body.WriteAsync(LineEnd, end);
                await context.Response.Body.FlushAsync(end);
            }
        }
    }

    private static async Task WriteAsync(HttpContext context, TraceLine line, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, TraceJsonContext.Default.TraceLine), cancellationToken);
        await context.Response.Body.WriteAsync(LineEnd, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private TraceLine Describe(in SeenMessage seen, DateTimeOffset at, string? leg, bool withNumbers) => new()
    {
        At = at,
        Direction = seen.IsIncoming ? "in" : "out",
        Transport = seen.Peer.Transport switch { SipTransport.Udp => "udp", SipTransport.Tcp => "tcp", _ => "tls" },
        Local = addresses.At(seen.Peer).ToString(),
        Peer = seen.Peer.ToIPEndPoint().ToString(),
        Leg = leg,
        Octets = Redaction.Of(seen.Octets.Span, withNumbers),
    };

    private static long? Missed(MessageTrace trace) => trace.TakeMissed() is > 0 and var missed ? missed : null;

    private static string Subject(TraceRequest request) =>
        request.Peer is { } peer ? $"peer {peer.Network}" : request.Number is { } number ? $"number {number.Shortened()}" : "one Call-ID";
}
