using Heed.Ingest.Exposition;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Cli.Commands;

/// <summary>Writes the selected samples, series by series in the order of labels; memory: the samples of one series.</summary>
internal sealed class StoreExport(
    ISeriesReader store, IReadOnlyList<IReadOnlyList<LabelMatcher>> selectors, long fromMs, long toMs, CancellationToken cancellation)
{
    private const int WriteCharacters = 1 << 20;

    private readonly SampleBuffer _samples = new();

    /// <summary>There are native histograms among the selected samples.</summary>
    public bool IsNdjson { get; private set; }

    public long Series { get; private set; }

    public long Samples { get; private set; }

    /// <summary>Those that were left out: in OpenMetrics text they would become ordinary NaN.</summary>
    public long StaleMarkers { get; private set; }

    /// <returns>The number of samples written.</returns>
    public long Write(Stream target, IProgress<double>? progress)
    {
        SortedDictionary<LabelSet, ISeries> selected = [];
        foreach (IReadOnlyList<LabelMatcher> matchers in selectors)
        {
            foreach (ISeries series in store.Select(matchers, fromMs, toMs, cancellation)) selected[series.Labels] = series;
        }

        IsNdjson = selected.Values.Any(HasHistograms);
        ExpositionWriter text = new(ExpositionFormat.OpenMetrics);
        int done = 0;
        foreach (ISeries series in selected.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(series);
            if (_samples.Count > 0) Series++;
            if (IsNdjson) WriteJson(series.Labels, target);
            else WriteText(series.Labels, text, target);
            progress?.Report((double)++done / selected.Count);
        }

        if (!IsNdjson) text.End();
        target.Write(text.Written());
        return Samples;
    }

    private bool HasHistograms(ISeries series)
    {
        Read(series);
        return _samples.HasHistograms;
    }

    private void Read(ISeries series)
    {
        _samples.Clear();
        series.Read(fromMs, toMs, _samples);
    }

    private void WriteText(LabelSet labels, ExpositionWriter text, Stream target)
    {
        for (int i = 0; i < _samples.Count; i++)
        {
            if (StaleMarker.IsStale(_samples.Values[i]))
            {
                StaleMarkers++;
                continue;
            }

            text.WriteSample(labels, _samples.Values[i], _samples.TimesMs[i]);
            Samples++;
            if (text.Length < WriteCharacters) continue;
            target.Write(text.Written());
            text.Clear();
        }
    }

    private void WriteJson(LabelSet labels, Stream target)
    {
        if (_samples.Count == 0) return;
        StoreNdjson.WriteSeries(target, labels, _samples);
        Samples += _samples.Count;
    }
}
