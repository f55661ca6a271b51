using System.Globalization;
using System.Text.RegularExpressions;

namespace Cmr.Tests.Sip.Health;

/// <summary>Holds the samples of a histogram to their order: of each series the buckets with ascending bounds up to +Inf, then its sum, then its count.</summary>
internal sealed partial class HistogramOrder
{
    private readonly HashSet<string> _done = [];
    private string? _series;
    private double _bound;
    private double _value;
    private bool _wasSummed;

    /// <summary>The next sample, without the name of its family.</summary>
    public void Add(string sample)
    {
        Match match = Sample().Match(sample);
        Assert.IsTrue(match.Success, sample);
        string series = match.Groups["labels"].Value.TrimEnd(',');
        double value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
        switch (match.Groups["part"].Value)
        {
            case "bucket":
                if (_series is null) (_series, _bound, _value, _wasSummed) = (series, double.NegativeInfinity, 0, false);
                double bound = match.Groups["bound"].Value is "+Inf" ? double.PositiveInfinity : double.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture);
                Assert.IsTrue(series == _series && bound > _bound && value >= _value && !_wasSummed, $"{sample} out of order");
                (_bound, _value) = (bound, value);
                break;
            case "sum":
                Assert.IsTrue(series == _series && double.IsPositiveInfinity(_bound) && !_wasSummed, $"{sample} out of order");
                _wasSummed = true;
                break;
            default:
                Assert.IsTrue(series == _series && _wasSummed && _done.Add(series), $"{sample} out of order");
                _series = null;
                break;
        }
    }

    /// <summary>The family is over.</summary>
    public void End()
    {
        Assert.IsNull(_series, "a series without its count");
        _done.Clear();
    }

    [GeneratedRegex("""^_(?<part>bucket|sum|count)(\{(?<labels>([a-z]+="[^"]*",?)*?)(le="(?<bound>[^"]+)")?\})? (?<value>[0-9.eE+-]+)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
