using Heed.Ingest.Series;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Ingest.Exposition;

/// <summary>Brings whole texts of samples into a store: a file that is imported, a body that is pushed. One owner at a time.</summary>
/// <param name="sinks">Where the samples go.</param>
public sealed class ExpositionLoader(SampleSinks sinks)
{
    private const int MaxCachedSeries = 1_000_000;

    private readonly RawSeriesCache<SeriesHandle> _known = new(MaxCachedSeries, seed: 0);
    private readonly SeriesSample[] _samples = new SeriesSample[2048];
    private readonly AppendOutcome[] _outcomes = new AppendOutcome[2048];
    private int _count;

    /// <summary>Reads up to the end or to the first mistake; what came before is written.</summary>
    /// <param name="reader">At the start of the text.</param>
    /// <param name="nowMs">The time of samples that have none; Unix milliseconds.</param>
    public ExpositionLoad Load(IExpositionReader reader, long nowMs)
    {
        ExpositionLoad load = new(0, 0, 0, 0, 0, null);
        RawSeries<SeriesHandle>? previous = null;
        while (true)
        {
            ExpositionEntry entry = reader.Next();
            if (entry == ExpositionEntry.Metadata) sinks.Metadata?.Describe(reader.ReadMetadata());
            if (entry is ExpositionEntry.End or ExpositionEntry.Broken) break;
            if (entry == ExpositionEntry.Metadata) continue;
            if (Resolve(reader, ref previous) is not { } series) break;
            long timeMs = reader.TimeMs ?? nowMs;
            if (entry == ExpositionEntry.Sample)
            {
                if (_count == _samples.Length) Flush(ref load);
                _samples[_count++] = new SeriesSample(series, timeMs, reader.Value);
            }
            else
            {
                Flush(ref load);
                load = load.With(sinks.Histograms?.Append(series.Labels, timeMs, reader.Histogram!) ?? AppendOutcome.Limited);
            }
        }

        Flush(ref load);
        return load with { Error = reader.Error };
    }

    private SeriesHandle? Resolve(IExpositionReader reader, ref RawSeries<SeriesHandle>? previous)
    {
        if (_known.Find(reader.SeriesText, previous) is { } known)
        {
            previous = known;
            return known.Value;
        }

        LabelSetBuilder labels = new();
        if (!reader.TryReadLabels(labels)) return null;
        SeriesHandle handle = new(labels.Build());
        previous = _known.Add(reader.SeriesText, handle, previous);
        return handle;
    }

    private void Flush(ref ExpositionLoad load)
    {
        sinks.Samples.Append(_samples.AsSpan(0, _count), _outcomes.AsSpan(0, _count));
        foreach (AppendOutcome outcome in _outcomes.AsSpan(0, _count)) load = load.With(outcome);
        _count = 0;
    }
}
