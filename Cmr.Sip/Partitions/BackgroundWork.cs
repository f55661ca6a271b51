using System.Collections.Concurrent;

namespace Cmr.Sip.Partitions;

/// <summary>Short pieces of work that nobody waits for at once, such as look-ups; kept so that a stop can wait for them.</summary>
internal sealed class BackgroundWork : IDisposable
{
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _last;

    /// <summary>Cancelled when the process stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts work that reports its own failures.</summary>
    public void Run(Func<Task> work)
    {
        long number = Interlocked.Increment(ref _last);
        Task task = RunAsync(number, work);
        _running[number] = task;
        // The work may have ended before it was noted
        if (task.IsCompleted) _running.TryRemove(number, out _);
    }

    /// <summary>Cancels what runs and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(long number, Func<Task> work)
    {
        await work();
        _running.TryRemove(number, out _);
    }
}
