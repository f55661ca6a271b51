using System.Net.Sockets;
using System.Threading.Channels;
using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>Keeps a control connection to one worker: connects, and connects again with growing pauses.</summary>
internal sealed class WorkerConnection : IWorkerLink
{
    private const int MaximumBacklog = 65536;

    private readonly WorkerAddress _address;
    private readonly MediaRouter _router;
    private readonly MediaClientOptions _options;
    private readonly Guid _controllerId;
    private readonly ReadOnlyMemory<byte> _controlKey;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Worker _worker;
    private volatile Channel<ControlMessage>? _outgoing;
    private long _heardAt;

    public WorkerConnection(WorkerAddress address, MediaRouter router, MediaClientOptions options, (Guid Id, ReadOnlyMemory<byte> ControlKey) controller, TimeProvider clock, ILogger logger)
    {
        _address = address;
        _router = router;
        _options = options;
        (_controllerId, _controlKey) = controller;
        _clock = clock;
        _logger = logger;
        _worker = router.Add(this);
    }

    /// <inheritdoc/>
    public bool IsConnected => _outgoing is not null;

    /// <inheritdoc/>
    public void Send(ControlMessage message)
    {
        if (_outgoing is { } outgoing && !outgoing.Writer.TryWrite(message))
        {
            // A worker that does not read is as good as gone; commands that wait are sent again to its next connection
            outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = _options.ReconnectDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            bool worked = await TryServeAsync(cancellationToken);
            pause = worked ? _options.ReconnectDelay : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.MaximumReconnectDelay.Ticks));
            try
            {
                // Many nodes should not come back in step
                await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), _clock, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> TryServeAsync(CancellationToken cancellationToken)
    {
        bool worked = false;
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            (StreamPipe pipe, Welcome welcome) = await ConnectAsync(socket, cancellationToken);
            worked = true;
            _logger.WorkerConnected(_address, welcome.WorkerVersion, welcome.Load.Sessions, welcome.Load.Capacity);
            await ServeAsync(pipe, welcome.Load, cancellationToken);
            _logger.WorkerLost(_address, "it closed the connection");
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException or OperationCanceledException or ArgumentException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _logger.WorkerLost(_address, e.Message);
            }
        }
        finally
        {
            _outgoing = null;
            Deliver(_router.Disconnected(_worker));
        }

        return worked;
    }

    private async Task<(StreamPipe Pipe, Welcome Welcome)> ConnectAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await socket.ConnectAsync(_address.Host, _address.Port, either.Token);
        var pipe = new StreamPipe(new NetworkStream(socket));
        return (pipe, await ControllerHandshake.RunAsync(pipe, _controllerId, _controlKey, either.Token));
    }

    private async Task ServeAsync(StreamPipe pipe, WorkerLoad load, CancellationToken cancellationToken)
    {
        var outgoing = Channel.CreateBounded<ControlMessage>(new BoundedChannelOptions(MaximumBacklog) { SingleReader = true });
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _heardAt = _clock.GetTimestamp();
        _outgoing = outgoing;
        Deliver(_router.Connected(_worker, load));
        Task[] parts = [ReadAsync(pipe, connection.Token), WriteAsync(pipe, outgoing.Reader, connection.Token), KeepAliveAsync(connection.Token)];
        try
        {
            await await Task.WhenAny(parts);
        }
        finally
        {
            _outgoing = null;
            await connection.CancelAsync();
            await Task.WhenAll(parts).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ReadAsync(StreamPipe pipe, CancellationToken cancellationToken)
    {
        while (await ControlReader.ReadAsync(pipe.Input, cancellationToken) is ControlMessage message)
        {
            Volatile.Write(ref _heardAt, _clock.GetTimestamp());
            Deliver(_router.Received(_worker, message));
        }
    }

    private static async Task WriteAsync(StreamPipe pipe, ChannelReader<ControlMessage> outgoing, CancellationToken cancellationToken)
    {
        while (await outgoing.WaitToReadAsync(cancellationToken))
        {
            while (outgoing.TryRead(out ControlMessage? message))
            {
                ControlCodec.Write(message, pipe.Output);
            }

            await pipe.Output.FlushAsync(cancellationToken);
        }
    }

    private async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.KeepAliveInterval, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_clock.GetElapsedTime(Volatile.Read(ref _heardAt)) > _options.KeepAliveInterval * 2)
            {
                throw new IOException("The media worker does not answer keep-alives.");
            }

            Deliver(_router.KeepAlive(_worker));
        }
    }

    private static void Deliver(IReadOnlyList<Delivery> deliveries)
    {
        foreach (Delivery delivery in deliveries)
        {
            delivery.Carry();
        }
    }
}
