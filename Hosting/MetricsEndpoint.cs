using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Cmr.Hosting;

/// <summary>The figures of this process in the text format of Prometheus, collected with a <see cref="MeterListener"/>.</summary>
internal sealed class MetricsEndpoint : IDisposable
{
    /// <summary>The meter of every process of ours; what other libraries measure is not shown.</summary>
    public const string MeterName = "Cmr";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), double> _values = new();

    /// <param name="meters">Whose meters are shown: a listener hears every meter of the process, and tests run several services in one.</param>
    public MetricsEndpoint(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Serves one scrape.</summary>
    public Task HandleAsync(HttpContext context)
    {
        _listener.RecordObservableInstruments();
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(Format(), context.RequestAborted);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach ((string name, object? label) in tags)
        {
            labels.Append(labels.Length == 0 ? '{' : ',').Append(CultureInfo.InvariantCulture, $"{name}=\"{Escape(label)}\"");
        }

        string written = labels.Length == 0 ? string.Empty : labels.Append('}').ToString();
        bool adds = instrument is Counter<long>;
        _values.AddOrUpdate((instrument, written), value, (_, old) => adds ? old + value : value);
    }

    private string Format()
    {
        var text = new StringBuilder();
        HashSet<string> histograms = [.. _values.Keys.Select(key => key.Instrument.Name).Where(name => name.EndsWith(HistogramInstruments.BucketSuffix, StringComparison.Ordinal)).Select(name => name[..^HistogramInstruments.BucketSuffix.Length])];
        foreach (var group in _values.GroupBy(value => FamilyOf(value.Key.Instrument.Name, histograms)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Instrument first = group.First().Key.Instrument;
            string type = histograms.Contains(group.Key) ? "histogram" : first is Counter<long> or ObservableCounter<long> or ObservableCounter<double> ? "counter" : "gauge";
            text.Append(CultureInfo.InvariantCulture, $"# HELP {group.Key} {first.Description}\n# TYPE {group.Key} {type}\n");
            foreach (((Instrument instrument, string labels), double value) in group.OrderBy(sample => HistogramInstruments.OrderOf(sample.Key.Instrument.Name, sample.Key.Labels)))
            {
                text.Append(CultureInfo.InvariantCulture, $"{instrument.Name}{labels} {value}\n");
            }
        }

        return text.ToString();
    }

    // Buckets, sum and count of a histogram are one family
    private static string FamilyOf(string name, HashSet<string> histograms)
    {
        foreach (string suffix in (string[])[HistogramInstruments.BucketSuffix, HistogramInstruments.SumSuffix, HistogramInstruments.CountSuffix])
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && histograms.Contains(name[..^suffix.Length])) return name[..^suffix.Length];
        }

        return name;
    }

    private static string Escape(object? label)
    {
        string text = Convert.ToString(label, CultureInfo.InvariantCulture) ?? string.Empty;
        return text.AsSpan().ContainsAny('\\', '"', '\n') ? text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") : text;
    }
}
