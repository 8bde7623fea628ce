using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace BikeService;

/// <summary>
/// The sums of what the client measures, as Prometheus' text: what any exporter of the host would show, without one. Histograms show
/// their sum and count.
/// </summary>
internal sealed class MetricsText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);

    public MetricsText()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Heed.Client") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        StringBuilder text = new();
        foreach ((string series, double sum) in _sums.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(series).Append(' ').Append(sum.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder labels = new();
        foreach ((string name, object? text) in tags) labels.Append(labels.Length == 0 ? "{" : ",").Append(name).Append("=\"").Append(text).Append('"');
        if (labels.Length > 0) labels.Append('}');
        bool isHistogram = instrument is Histogram<double> or Histogram<long>;
        string metric = "service_" + instrument.Name;
        _sums.AddOrUpdate(metric + (isHistogram ? "_sum" : "") + labels, value, (_, sum) => sum + value);
        if (isHistogram) _sums.AddOrUpdate(metric + "_count" + labels, 1, static (_, count) => count + 1);
    }
}
