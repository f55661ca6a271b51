using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;
using Cmr.Cli.Ladder;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Cli.Phones;

/// <summary>
/// The shell of a built-in phone: one UDP socket, one transaction layer, one loop that owns both and in which all behaviour of the phone runs.
/// Every message it sends or receives becomes a step of the ladder.
/// </summary>
internal abstract class SipPhone : IAsyncDisposable
{
    private const int LargestDatagram = 65_535;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Channel<Action> _mailbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PriorityQueue<Action, TimeSpan> _later = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TransactionEffect> _effects = [];
    private readonly TransactionLayer _layer;
    private readonly CallLadder _ladder;
    private readonly Lane _lane;
    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private Task _loops = Task.CompletedTask;

    protected SipPhone(Lane lane, CallLadder ladder, TimeProvider clock)
    {
        _lane = lane;
        _ladder = ladder;
        _clock = clock;
        _startedAt = clock.GetTimestamp();
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port; // bound in the line above
        Tokens = new SipTokens(RandomNumberGenerator.Fill);
        _layer = new TransactionLayer(new TransactionLayerOptions { SentBy = new HostPort("127.0.0.1", Port) }, Tokens);
        Media = new MediaPort(clock);
    }

    /// <summary>UDP port on the loopback address.</summary>
    public int Port { get; }

    public MediaPort Media { get; }

    protected SipTokens Tokens { get; }

    protected TimeProvider Clock => _clock;

    /// <summary>Starts to listen.</summary>
    public void Start() => _loops = Task.WhenAll(ReceiveAsync(), RunAsync());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _socket.Dispose();
        await Media.DisposeAsync();
        _stop.Dispose();
    }

    protected abstract void OnRequest(ServerTransaction transaction, SipRequest request);

    protected virtual void OnResponse(ClientTransaction transaction, SipResponse response)
    {
    }

    protected virtual void OnAck(SipRequest ack)
    {
    }

    protected virtual void OnCancelled(ServerTransaction invite)
    {
    }

    protected virtual void OnTimeout(ClientTransaction transaction)
    {
    }

    /// <summary>Runs an action in the phone's loop.</summary>
    protected void Post(Action action) => _mailbox.Writer.TryWrite(action);

    /// <summary>Runs an action in the phone's loop after a while.</summary>
    protected void Later(TimeSpan delay, Action action) => _later.Enqueue(action, Now + delay);

    protected ClientTransaction Send(SipRequestBuilder request, SipEndpoint destination) => _layer.SendRequest(request, destination, Now, _effects);

    protected void SendAck(SipRequestBuilder ack, SipEndpoint destination) => _layer.SendAck(ack, destination, _effects);

    protected void Respond(ServerTransaction transaction, SipResponse response) => _layer.Respond(transaction, response, Now, _effects);

    private TimeSpan Now => _clock.GetElapsedTime(_startedAt);

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[LargestDatagram];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                long at = _clock.GetTimestamp();
                if (SipMessage.TryRead(buffer.AsSpan(0, received.ReceivedBytes), SipLimits.Default, out SipMessage? message).Status is not ParseStatus.Complete || message is null) continue;
                _ladder.Add(new LadderStep(_clock.GetElapsedTime(0, at), Lane.Cmr, _lane, LadderLabel.Of(message)));
                var source = SipEndpoint.Udp((IPEndPoint)received.RemoteEndPoint);
                Post(() => _layer.Receive(message, source, Now, _effects));
            }
        }
        catch (OperationCanceledException)
        {
            // the phone is put away
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                while (_mailbox.Reader.TryRead(out Action? action)) action();
                RunDue();
                CarryOut();
                TimeSpan? wait = NextDeadline() - Now;
                if (_mailbox.Reader.TryPeek(out _) || wait <= TimeSpan.Zero) continue;
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                if (wait is { } finite) timeout.CancelAfter(finite);
                try
                {
                    await _mailbox.Reader.WaitToReadAsync(timeout.Token);
                }
                catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
                {
                    // a timer is due
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the phone is put away
        }
    }

    private TimeSpan? NextDeadline()
    {
        TimeSpan? own = _later.TryPeek(out _, out TimeSpan due) ? due : null;
        return own is null || _layer.NextDeadline < own ? _layer.NextDeadline ?? own : own;
    }

    private void RunDue()
    {
        while (_later.TryPeek(out Action? action, out TimeSpan due) && due <= Now)
        {
            _later.Dequeue();
            action();
        }

        _layer.Fire(Now, _effects);
    }

    private void CarryOut()
    {
        // behaviour may cause further effects, which are appended
        for (int i = 0; i < _effects.Count; i++)
        {
            switch (_effects[i])
            {
                case TransactionEffect.Send send:
                    Transmit(send);
                    break;
                case TransactionEffect.RequestReceived request:
                    OnRequest(request.Transaction, request.Request);
                    break;
                case TransactionEffect.ResponseReceived response:
                    OnResponse(response.Transaction, response.Response);
                    break;
                case TransactionEffect.AckReceived ack:
                    OnAck(ack.Ack);
                    break;
                case TransactionEffect.Cancelled cancelled:
                    OnCancelled(cancelled.Transaction);
                    break;
                case TransactionEffect.TimedOut timedOut:
                    OnTimeout(timedOut.Transaction);
                    break;
                default:
                    // a phone for test calls needs no notice of the rest
                    break;
            }
        }

        _effects.Clear();
    }

    private void Transmit(TransactionEffect.Send send)
    {
        _ladder.Add(new LadderStep(_clock.GetElapsedTime(0), _lane, Lane.Cmr, LadderLabel.Of(send.Message)));
        _socket.SendTo(send.Message.Bytes.Span, send.Destination.ToIPEndPoint());
    }
}
