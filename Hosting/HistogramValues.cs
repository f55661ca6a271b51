namespace Cmr.Hosting;

/// <summary>Times in buckets, as a Prometheus histogram has them. One thread at a time writes; others read values a moment old.</summary>
/// <param name="bounds">Upper bounds in seconds, ascending; what is above the last counts too.</param>
internal sealed class HistogramValues(params double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>Seconds, all together.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Counts a time.</summary>
    public void Add(TimeSpan time)
    {
        double seconds = time.TotalSeconds;
        int bucket = 0;
        while (bucket < bounds.Length && seconds > bounds[bucket]) bucket++;
        _counts[bucket]++;
        _sum += seconds;
    }

    /// <summary>Times up to a bound and all smaller ones; <paramref name="bucket"/> behind the last bound: all.</summary>
    public long UpTo(int bucket)
    {
        long sum = 0;
        for (int i = 0; i <= bucket; i++) sum += Volatile.Read(ref _counts[i]);
        return sum;
    }
}
