namespace Cmr.Sip.Overload;

/// <summary>Whether too little memory is left for new calls. Looks at it twice a second at most; any thread.</summary>
/// <param name="maximum">Share of memory from which on it is too little.</param>
/// <param name="share">Share in use, 0 to 1.</param>
internal sealed class MemoryGauge(double maximum, Func<double> share)
{
    // Below the maximum by so much it is well again: one call more or less must not toggle it
    private const double Relief = 0.03;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private TimeSpan _lookAt;
    private volatile bool _isLow;

    public bool IsLowAt(TimeSpan now)
    {
        lock (_gate)
        {
            if (now < _lookAt) return _isLow;
            _lookAt = now + Period;
        }

        double used = share();
        _isLow = used >= (_isLow ? maximum - Relief : maximum);
        return _isLow;
    }

    /// <summary>The managed heap after its last collection, of what the limit of the container, else the machine, allows.</summary>
    public static double ShareOfHeap()
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.Any);
        return memory.TotalAvailableMemoryBytes > 0 ? (double)memory.HeapSizeBytes / memory.TotalAvailableMemoryBytes : 0;
    }
}
