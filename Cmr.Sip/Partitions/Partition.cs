using Cmr.Contracts.MediaControl;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Partitions;

/// <summary>One engine and its mailbox. Of all threads, one at a time touches the engine's calls: the one that holds the mailbox.</summary>
internal sealed class Partition : IMediaEventSink, IEngineInbox, IThreadPoolWorkItem, IDisposable
{
    // A flood on one engine keeps no receiving thread from its socket for longer than a few milliseconds
    private const int InputsInATurn = 128;
    private readonly List<EngineEffect> _effects = [];
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

    /// <summary>Takes an input of our own making. It is worked on soon, on another thread: whoever posts may hold locks.</summary>
    public void Post(EngineInput input)
    {
        if (_mailbox.Post(input, _clock.Now)) Wake();
    }

    void IMediaEventSink.Accept(MediaEvent mediaEvent) => Post(new EngineInput.Media(mediaEvent));

    /// <summary>What waits is worked off soon, on another thread.</summary>
    public void Wake() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>
    /// Works off what waits, on the thread that calls, unless another thread is at it: a datagram is answered by the thread that received it.
    /// Handing it over to a thread of the engine's would cost more than most messages themselves. After a while the caller is let go, and what still waits
    /// is for whoever comes next: another receiving thread, or one of the pool.
    /// </summary>
    public void Work()
    {
        int left = InputsInATurn;
        while (left > 0 && _mailbox.TryClaim())
        {
            try
            {
                left = Take(left);
            }
            finally
            {
                // Whatever happens: nobody else may take before it is given back
                _mailbox.Release();
            }
        }

        if (left == 0) Wake();
    }

    void IThreadPoolWorkItem.Execute() => Work();

    /// <summary>Takes nothing more.</summary>
    /// <returns>Ends once what waits has been worked off.</returns>
    public Task CloseAsync()
    {
        Task emptied = _mailbox.CloseAsync();
        Work();
        return emptied;
    }

    public void Dispose() => _timer.Dispose();

    private int Take(int most)
    {
        int left = most;
        while (left > 0 && _mailbox.TryTake(_clock.Now, out EngineInput? input))
        {
            if (input is EngineInput.Tick) _timerAt = null;
            Step(input);
            left--;
        }

        ArmTimer();
        return left;
    }

    private void Step(EngineInput input)
    {
        _effects.Clear();
        try
        {
            _engine.Step(input, _clock.Now, _effects);
        }
        // Calls have bulkheads of their own; this one keeps a bug in the transaction layer from ending the partition
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _logger.InputFailed(exception, input.GetType().Name);
        }

        foreach (EngineEffect effect in _effects) Execute(effect);
    }

    private void Execute(EngineEffect effect)
    {
        try
        {
            _executor.Execute(effect, this);
        }
        // What else the step led to is carried out all the same
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _logger.InputFailed(exception, effect.GetType().Name);
        }
    }

    private void ArmTimer()
    {
        if (_engine.NextDeadline is not { } deadline || _timerAt <= deadline) return;
        _timerAt = deadline;
        TimeSpan wait = deadline - _clock.Now;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
