using System.Threading.Channels;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;

namespace Cmr.Sip.Partitions;

/// <summary>One engine and its mailbox: the only thread that ever touches the engine's calls.</summary>
internal sealed class Partition : IMediaEventSink, IEngineInbox, IDisposable
{
    private readonly Channel<EngineInput> _mailbox = Channel.CreateUnbounded<EngineInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CallEngine _engine;
    private readonly EffectExecutor _executor;
    private readonly EngineClock _clock;
    private readonly ITimer _timer;
    private readonly int _capacity;
    private readonly ILogger _logger;
    private int _messagesWaiting;
    private TimeSpan? _timerAt;

    public Partition(CallEngine engine, EffectExecutor executor, EngineClock clock, int capacity, ILogger<Partition> logger)
    {
        _engine = engine;
        _executor = executor;
        _clock = clock;
        _capacity = capacity;
        _logger = logger;
        _timer = clock.CreateTimer(() => Post(new EngineInput.Tick()));
    }

    public EngineCounters Counters => _engine.Counters;

    /// <summary>Messages from the network not yet worked on.</summary>
    public int MessagesWaiting => Volatile.Read(ref _messagesWaiting);

    /// <summary>Takes a message from the network, unless too many wait.</summary>
    public bool TryAccept(SipMessage message, SipEndpoint source)
    {
        if (Interlocked.Increment(ref _messagesWaiting) > _capacity)
        {
            Interlocked.Decrement(ref _messagesWaiting);
            return false;
        }

        Post(new EngineInput.Message(message, source));
        return true;
    }

    /// <summary>Takes an input of our own making. There are never more of them than questions asked, so none is dropped.</summary>
    public void Post(EngineInput input) => _mailbox.Writer.TryWrite(input);

    void IMediaEventSink.Accept(MediaEvent mediaEvent) => Post(new EngineInput.Media(mediaEvent));

    /// <summary>Works until the mailbox is closed.</summary>
    public async Task RunAsync()
    {
        List<EngineEffect> effects = [];
        while (await _mailbox.Reader.WaitToReadAsync())
        {
            while (_mailbox.Reader.TryRead(out EngineInput? input))
            {
                if (input is EngineInput.Message) Interlocked.Decrement(ref _messagesWaiting);
                else if (input is EngineInput.Tick) _timerAt = null;
                Step(input, effects);
            }

            ArmTimer();
        }
    }

    /// <summary>Ends <see cref="RunAsync"/> once what waits has been worked off.</summary>
    public void Close() => _mailbox.Writer.TryComplete();

    public void Dispose() => _timer.Dispose();

    private void Step(EngineInput input, List<EngineEffect> effects)
    {
        effects.Clear();
        try
        {
            _engine.Step(input, _clock.Now, effects);
        }
        // Calls have bulkheads of their own; this one keeps a bug in the transaction layer from ending the partition
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _logger.InputFailed(exception, input.GetType().Name);
        }

        foreach (EngineEffect effect in effects) _executor.Execute(effect, this);
    }

    private void ArmTimer()
    {
        if (_engine.NextDeadline is not { } deadline || _timerAt <= deadline) return;
        _timerAt = deadline;
        TimeSpan wait = deadline - _clock.Now;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
