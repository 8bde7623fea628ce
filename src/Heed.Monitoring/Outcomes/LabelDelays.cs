using Heed.Monitoring.Series;

namespace Heed.Monitoring.Outcomes;

/// <summary>The delays from prediction to label: a histogram of all of them, and the last ones for their median.</summary>
internal sealed class LabelDelays(ModelSeries series)
{
    private const int Kept = 1001;
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    private static readonly double[] BoundsSeconds =
        [1, Minute, 5 * Minute, 15 * Minute, Hour, 6 * Hour, Day, 3 * Day, 7 * Day, 14 * Day, 30 * Day, 90 * Day];

    private readonly HistogramSeries _histogram = new(series, MetricNames.LabelDelay, BoundsSeconds);
    private long[] _delaysMs = [];
    private long _count;

    /// <summary>Delays since this was made or loaded.</summary>
    public long Added => _histogram.Count;

    public void Add(long delayMs)
    {
        if (_delaysMs.Length == 0) _delaysMs = new long[Kept];
        _delaysMs[_count++ % Kept] = delayMs;
        _histogram.Add(delayMs / 1000.0);
    }

    /// <summary>Null before the first; of an even number the lower of the middle two.</summary>
    public double? MedianSeconds()
    {
        int n = (int)Math.Min(_count, Kept);
        if (n == 0) return null;
        long[] sorted = _delaysMs[..n];
        Array.Sort(sorted);
        return sorted[(n - 1) / 2] / 1000.0;
    }

    /// <summary>From the first label on.</summary>
    public void Collect(SeriesWriter writer)
    {
        if (_count > 0) _histogram.Collect(writer);
    }

    public void Save(BinaryWriter writer)
    {
        _histogram.Save(writer);
        writer.Write(_count);
        for (int i = 0; i < Math.Min(_count, Kept); i++) writer.Write(_delaysMs[i]);
    }

    public void Load(BinaryReader reader)
    {
        _histogram.Load(reader);
        _count = reader.ReadInt64();
        if (_count > 0) _delaysMs = new long[Kept];
        for (int i = 0; i < Math.Min(_count, Kept); i++) _delaysMs[i] = reader.ReadInt64();
    }
}
