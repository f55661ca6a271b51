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
            labels.Append(labels.Length == 0 ? '{' : ',').Append(CultureInfo.InvariantCulture, $"{name}=\"{label}\"");
        }

        string written = labels.Length == 0 ? string.Empty : labels.Append('}').ToString();
        bool adds = instrument is Counter<long>;
        _values.AddOrUpdate((instrument, written), value, (_, old) => adds ? old + value : value);
    }

    private string Format()
    {
        var text = new StringBuilder();
        foreach (var group in _values.GroupBy(value => value.Key.Instrument).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            string type = group.Key is Counter<long> or ObservableCounter<long> ? "counter" : "gauge";
            text.Append(CultureInfo.InvariantCulture, $"# HELP {group.Key.Name} {group.Key.Description}\n# TYPE {group.Key.Name} {type}\n");
            foreach (((_, string labels), double value) in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"{group.Key.Name}{labels} {value}\n");
            }
        }

        return text.ToString();
    }
}
