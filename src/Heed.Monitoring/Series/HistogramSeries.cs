using System.Globalization;

using Heed.Model.Labels;

namespace Heed.Monitoring.Series;

/// <summary>A classic histogram: cumulative buckets, sum and count.</summary>
internal sealed class HistogramSeries
{
    private readonly double[] _bounds;
    private readonly LabelSet[] _buckets;
    private readonly LabelSet _sumLabels;
    private readonly LabelSet _countLabels;
    private readonly long[] _counts;
    private double _sum;

    /// <param name="bounds">Ascending upper bounds, without +Inf.</param>
    public HistogramSeries(ModelSeries series, string metric, double[] bounds, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _bounds = bounds;
        _counts = new long[bounds.Length + 1];
        LabelSet bucket = series.Of(metric + "_bucket", labels);
        _buckets = new LabelSet[bounds.Length + 1];
        for (int i = 0; i < bounds.Length; i++)
        {
            _buckets[i] = bucket.With(LabelNames.BucketBound, string.Intern(bounds[i].ToString("R", CultureInfo.InvariantCulture)));
        }

        _buckets[^1] = bucket.With(LabelNames.BucketBound, "+Inf");
        _sumLabels = series.Of(metric + "_sum", labels);
        _countLabels = series.Of(metric + "_count", labels);
    }

    /// <summary>Values since this histogram was made or loaded.</summary>
    public long Count { get; private set; }

    public void Add(double value)
    {
        int bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket]) bucket++;
        _counts[bucket]++;
        Count++;
        _sum += value;
    }

    public void Collect(SeriesWriter writer)
    {
        long cumulative = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            cumulative += _counts[i];
            writer.Write(_buckets[i], cumulative);
        }

        writer.Write(_sumLabels, _sum);
        writer.Write(_countLabels, cumulative);
    }

    /// <summary>Takes over the counts of another one with the same bounds.</summary>
    public void CopyFrom(HistogramSeries other)
    {
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        other.Save(writer);
        writer.Flush();
        state.Position = 0;
        using BinaryReader reader = new(state);
        Load(reader);
    }

    public void Save(BinaryWriter writer)
    {
        foreach (long count in _counts) writer.Write(count);
        writer.Write(_sum);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _counts.Length; i++) _counts[i] = reader.ReadInt64();
        _sum = reader.ReadDouble();
    }
}
