namespace Cmr.Media.Playout;

/// <summary>The thread under a <see cref="PlayoutEngine"/>: sleeps until something is due or ordered.</summary>
internal sealed class PlayoutPump : IDisposable
{
    private readonly PlayoutEngine _engine;
    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private readonly Action<Exception> _onCrash;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _stopping;

    public PlayoutPump(Func<DateTimeOffset, PlayoutEngine> engine, TimeProvider clock, Action<Exception> onCrash)
    {
        _clock = clock;
        _startedAt = clock.GetTimestamp();
        _engine = engine(clock.GetUtcNow());
        _onCrash = onCrash;
        _thread = new Thread(Run) { Name = "RTP pump", IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Gets the engine, for its figures.</summary>
    public PlayoutEngine Engine => _engine;

    /// <summary>Hands in an order and wakes the thread.</summary>
    public void Post(PlayoutOrder order)
    {
        _engine.Post(order);
        _wake.Set();
    }

    /// <summary>Carries out the orders that are waiting, then ends the thread.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                _engine.Advance(Now);
                Wait();
            }

            _engine.Advance(Now);
        }
        catch (Exception e)
        {
            // A thread has nobody above it: the owner logs and stops the process in order
            _onCrash(e);
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_startedAt);

    private void Wait()
    {
        if (_engine.NextDue is not TimeSpan due)
        {
            _wake.WaitOne();
            return;
        }

        int milliseconds = (int)Math.Ceiling((due - Now).TotalMilliseconds);
        if (milliseconds > 0)
        {
            _wake.WaitOne(milliseconds);
        }
    }
}
