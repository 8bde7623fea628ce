using System.Numerics.Tensors;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Embeddings;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// How far the embeddings of the last day of event time lie from the baseline's, and their part of the open pane's counts. The first
/// records of each hour are all looked at, of the rest one in sixteen, which then stands for sixteen.
/// </summary>
internal sealed class EmbeddingMonitor : RecordMonitor
{
    /// <summary>Embeddings below which there is no figure.</summary>
    public const long LeastRecords = 200;

    private const long HourMs = 3_600_000;
    private const int AllOfAnHour = 256;
    private const int Stride = 16;

    private readonly EventClock _clock;
    private readonly EmbeddingBaseline _baseline;
    private readonly PaneCounts _open;
    private readonly OwnCounters _counters;
    private readonly FourierFeatures _map;
    private readonly EmbeddingPanes _panes;
    private readonly float[] _vector;
    private readonly float[] _sketch;
    private readonly float[] _values;
    private readonly double[] _sums;
    private readonly double[] _centroid;
    private readonly GaugeSeries _cosine;
    private readonly GaugeSeries _l2;
    private readonly GaugeSeries _mmd;
    private long _hour = long.MinValue;
    private long _seen;

    /// <param name="series">Of the model.</param>
    /// <param name="clock">Of the model.</param>
    /// <param name="baseline">Of the model's embeddings.</param>
    /// <param name="open">The pane that is open, always the same.</param>
    /// <param name="counters">Of the model.</param>
    public EmbeddingMonitor(ModelSeries series, EventClock clock, EmbeddingBaseline baseline, PaneCounts open, OwnCounters counters)
    {
        _clock = clock;
        _baseline = baseline;
        _open = open;
        _counters = counters;
        _map = EmbeddingBaseline.MapOf(baseline.Dimension, baseline.Sigma);
        _vector = new float[baseline.Dimension + (2 * _map.Features)];
        _panes = new EmbeddingPanes(_vector.Length);
        _sketch = new float[_map.Columns];
        _values = new float[baseline.Axes.Count];
        _sums = new double[_vector.Length];
        _centroid = [.. baseline.Centroid.Select(x => (double)x)];
        _cosine = series.Gauge(MetricNames.EmbeddingDrift, ("method", "cosine"));
        _l2 = series.Gauge(MetricNames.EmbeddingDrift, ("method", "l2"));
        _mmd = series.Gauge(MetricNames.EmbeddingDrift, ("method", "mmd"));
    }

    public override void Observe(in PredictionView prediction)
    {
        ref readonly EventRecord record = ref prediction.Record;
        if (record.Embedding == EmbeddingState.Invalid) _counters.Add(OwnCounter.InvalidEmbeddings);
        if (!prediction.IsPresent || prediction.IsError) return;
        long hour = Math.DivRem(record.TimeMs, HourMs).Quotient;
        if (hour != _hour) (_hour, _seen) = (hour, 0);
        long seen = _seen++;
        if (seen >= AllOfAnHour && seen % Stride != 0) return;
        Span<long> counts = _open.Embedding;
        if (record.Embedding != EmbeddingState.Usable)
        {
            counts[_baseline.Axes.Shares]++;
            return;
        }

        counts[_baseline.Axes.Shares + 1]++;
        Span<float> centred = _vector.AsSpan(0, _baseline.Dimension);
        TensorPrimitives.Subtract(prediction.Batch.EmbeddingOf(record), _baseline.Centroid, centred);
        EmbeddingSketch.Of(centred, _sketch);
        _baseline.Axes.Add(_sketch, _values, counts);
        _map.Map(_sketch, _vector.AsSpan(_baseline.Dimension));
        _panes.Add(record.TimeMs, _vector, seen < AllOfAnHour ? 1 : Stride);
    }

    public override long? AgeAt(long nowMs) => _panes.AgeAt(_clock.WindowEndAt(nowMs));

    public override void Collect(SeriesWriter writer)
    {
        (long count, double weight, double squares) = _panes.Sum(_clock.WindowEndAt(writer.NowMs), _sums);
        if (count < LeastRecords)
        {
            foreach (GaugeSeries series in new[] { _cosine, _l2, _mmd }) series.Collect(writer, double.NaN);
            return;
        }

        Span<double> mean = _sums.AsSpan(0, _baseline.Dimension);
        TensorPrimitives.Divide(mean, weight, mean);
        TensorPrimitives.Add(mean, _centroid, mean);
        CentroidComparison centroids = EmbeddingCentroids.Compare(mean, _centroid);
        _cosine.Collect(writer, centroids.CosineDistance);
        _l2.Collect(writer, centroids.L2);
        Span<double> features = _sums.AsSpan(_baseline.Dimension);
        _mmd.Collect(writer, _map.Discrepancy(features, weight, squares, _baseline.Features, _baseline.Rows, _baseline.Rows));
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_hour);
        writer.Write(_seen);
        _panes.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        _hour = reader.ReadInt64();
        _seen = reader.ReadInt64();
        _panes.Load(reader);
    }
}
