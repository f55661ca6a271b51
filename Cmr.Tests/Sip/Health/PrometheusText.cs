using System.Globalization;
using System.Text.RegularExpressions;

namespace Cmr.Tests.Sip.Health;

/// <summary>Reads the text format of Prometheus, version 0.0.4, and fails on whatever its description does not allow.</summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, double> _series = new(StringComparer.Ordinal);

    public PrometheusText(string page)
    {
        Assert.IsTrue(page.EndsWith('\n'), "the last line ends");
        string family = "";
        HistogramOrder order = new();
        string type = "";
        HashSet<string> families = [];
        foreach (string line in page.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                order.End();
                family = line.Split(' ')[2];
                Assert.IsTrue(families.Add(family), $"{family} twice");
                Assert.IsTrue(line.Length > $"# HELP {family} ".Length, $"{family} says what it is");
                type = "";
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                Assert.AreEqual(family, line.Split(' ')[2]);
                type = line.Split(' ')[3];
                Assert.IsTrue(type is "counter" or "gauge" or "histogram", type);
                Assert.AreEqual(type == "counter", family.EndsWith("_total", StringComparison.Ordinal), $"{family}: counters and only they end in _total");
            }
            else
            {
                Add(line, family, type);
                if (type == "histogram") order.Add(line[family.Length..]);
            }
        }

        order.End();
    }

    public IReadOnlyCollection<string> Series => _series.Keys;

    /// <summary>The value of one series, its labels in the order of the page.</summary>
    public double this[string series] => _series[series];

    /// <summary>Sum of all series of a metric that have these labels.</summary>
    public double Sum(string name, params string[] labels) =>
        _series.Where(one => Regex.IsMatch(one.Key, $"^{name}([{{]|$)") && labels.All(label => one.Key.Contains(label, StringComparison.Ordinal))).Sum(one => one.Value);

    private void Add(string line, string family, string type)
    {
        Match match = Sample().Match(line);
        Assert.IsTrue(match.Success, line);
        string name = match.Groups["name"].Value;
        bool isOfFamily = type == "histogram" ? name == family + "_bucket" || name == family + "_sum" || name == family + "_count" : name == family && type.Length > 0;
        Assert.IsTrue(isOfFamily, $"{name} under {family} of type {type}");
        double value = double.Parse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.IsTrue(_series.TryAdd(line[..line.LastIndexOf(' ')], value), $"{line} twice");
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[\\"n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[\\"n])*")*\})? (?<value>-?[0-9.eE+-]+)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
