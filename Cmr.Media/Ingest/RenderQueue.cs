using Microsoft.Extensions.Options;

namespace Cmr.Media.Ingest;

/// <summary>Lets a few uploads render at once and some more wait; whoever comes beyond is told to come again.</summary>
internal sealed class RenderQueue(IOptions<IngestOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.ConcurrentRenders);
    private readonly int _places = options.Value.ConcurrentRenders + options.Value.WaitingRenders;
    private int _taken;

    /// <summary>Waits for a turn.</summary>
    /// <returns><see langword="false"/> at once when there is no place; else <see cref="Leave"/> must follow.</returns>
    public async Task<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _taken) > _places)
        {
            Interlocked.Decrement(ref _taken);
            return false;
        }

        try
        {
            await _turns.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _taken);
            throw;
        }
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        _turns.Release();
        Interlocked.Decrement(ref _taken);
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
