using Cmr.Contracts.MediaControl;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Partitions;

/// <summary>One engine and its mailbox: the only thread that ever touches the engine's calls.</summary>
internal sealed class Partition : IMediaEventSink, IEngineInbox, IDisposable
{
    private readonly Mailbox _mailbox;
    private readonly CallEngine _engine;
    private readonly EffectExecutor _executor;
    private readonly EngineClock _clock;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private TimeSpan? _timerAt;

    public Partition(CallEngine engine, EffectExecutor executor, EngineClock clock, Mailbox mailbox, ILogger<Partition> logger)
    {
        _engine = engine;
        _executor = executor;
        _clock = clock;
        _mailbox = mailbox;
        _logger = logger;
        _timer = clock.CreateTimer(() => Post(new EngineInput.Tick()));
    }

    public EngineCounters Counters => _engine.Counters;

    /// <summary>What waits, and has waited.</summary>
    public Mailbox Mailbox => _mailbox;

    /// <summary>The engine, whose thread is this partition's: others read nothing of it but counts.</summary>
    public CallEngine Engine => _engine;

    /// <summary>Messages from the network not yet worked on, and how long they have waited.</summary>
    public Backlog Backlog => _mailbox.BacklogAt(_clock.Now);

    /// <summary>Takes an input of our own making.</summary>
    public void Post(EngineInput input) => _mailbox.Post(input, _clock.Now);

    void IMediaEventSink.Accept(MediaEvent mediaEvent) => Post(new EngineInput.Media(mediaEvent));

    /// <summary>Works until the mailbox is closed.</summary>
    public async Task RunAsync()
    {
        List<EngineEffect> effects = [];
        while (await _mailbox.WaitAsync())
        {
            while (_mailbox.TryTake(_clock.Now, out EngineInput? input))
            {
                if (input is EngineInput.Tick) _timerAt = null;
                Step(input, effects);
            }

            ArmTimer();
        }
    }

    /// <summary>Ends <see cref="RunAsync"/> once what waits has been worked off.</summary>
    public void Close() => _mailbox.Close();

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
