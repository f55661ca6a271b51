using System.Diagnostics.Metrics;
using System.Globalization;

namespace Cmr.Hosting;

/// <summary>Publishes histograms that are kept elsewhere: as the three observable counters that <see cref="MetricsEndpoint"/> shows as one family.</summary>
internal static class HistogramInstruments
{
    public const string BucketSuffix = "_bucket";
    public const string SumSuffix = "_sum";
    public const string CountSuffix = "_count";
    private const string BoundLabel = "le";
    private const string Unbounded = "+Inf";

    /// <summary>Adds a histogram with one series for each of a few label values.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">Name of the family, with its unit.</param>
    /// <param name="label">Name of the label.</param>
    /// <param name="read">Values by label, several with the same label being summed up.</param>
    /// <param name="description">What it tells.</param>
    public static void Create(Meter meter, string name, string label, Func<IEnumerable<(string Value, HistogramValues Times)>> read, string description)
    {
        meter.CreateObservableCounter(name + BucketSuffix, () => Grouped(read()).SelectMany(group => Buckets(label, group)), description: description);
        meter.CreateObservableCounter(name + SumSuffix, () => Grouped(read()).Select(group => new Measurement<double>(group.Sum(one => one.Times.Sum), Tag(label, group.Key))), description: description);
        meter.CreateObservableCounter(name + CountSuffix, () => Grouped(read()).Select(group => new Measurement<long>(group.Sum(one => one.Times.UpTo(one.Times.Bounds.Count)), Tag(label, group.Key))), description: description);
    }

    /// <summary>
    /// Where a sample stands in its family: the buckets of each series by their bounds, then its sum and its count, as the text format demands.
    /// Samples of other metrics are ordered by their labels.
    /// </summary>
    /// <param name="name">Name of the sample.</param>
    /// <param name="labels">Its labels as they are written, the bound last.</param>
    public static (string Series, int Part, double Bound) OrderOf(string name, string labels)
    {
        int at = labels.LastIndexOf(BoundLabel + "=\"", StringComparison.Ordinal);
        if (name.EndsWith(BucketSuffix, StringComparison.Ordinal) && at > 0 && labels[at - 1] is ('{' or ','))
        {
            string bound = labels[(at + BoundLabel.Length + 2)..^2];
            string series = at == 1 ? string.Empty : labels[..(at - 1)] + "}";
            return (series, 0, bound == Unbounded ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture));
        }

        return (labels, name.EndsWith(CountSuffix, StringComparison.Ordinal) ? 2 : 1, 0);
    }

    private static IEnumerable<IGrouping<string, (string Value, HistogramValues Times)>> Grouped(IEnumerable<(string Value, HistogramValues Times)> all) => all.GroupBy(one => one.Value);

    private static IEnumerable<Measurement<long>> Buckets(string label, IGrouping<string, (string Value, HistogramValues Times)> group)
    {
        IReadOnlyList<double> bounds = group.First().Times.Bounds;
        for (int bucket = 0; bucket <= bounds.Count; bucket++)
        {
            int at = bucket;
            string bound = bucket < bounds.Count ? bounds[bucket].ToString(CultureInfo.InvariantCulture) : Unbounded;
            yield return new Measurement<long>(group.Sum(one => one.Times.UpTo(at)), Tag(label, group.Key), Tag(BoundLabel, bound));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
