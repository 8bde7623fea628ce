using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// The median of a number's newest values, beside the baseline's, while its distribution is shown to have changed: in the user's own units,
/// "410000, 4100 in the baseline". Rounded to three digits, as more of them would be noise and nothing for a sentence.
/// </summary>
internal sealed class NewestMedian(ModelSeries series, string feature, double expected)
{
    // Evidence takes some thirty records at least: the newest of them came after the change began.
    private const int Kept = 31;
    private const int Least = 9;
    private const int Digits = 3;

    private readonly double[] _values = new double[Kept];
    private readonly double _expected = Round(expected);
    private int _seen;
    private GaugeSeries? _current;
    private GaugeSeries? _baseline;

    public static NewestMedian Of(ModelSeries series, FeatureBaseline feature) => new(series, feature.Name, feature.Numbers!.Ecdf.Quantile(0.5));

    /// <param name="value">Finite.</param>
    public void Add(double value)
    {
        _values[_seen % Kept] = value;
        _seen = _seen + 1 == 2 * Kept ? Kept : _seen + 1;
    }

    /// <summary>NaN where there are too few values.</summary>
    public double Median()
    {
        int count = Math.Min(_seen, Kept);
        if (count < Least) return double.NaN;
        Span<double> sorted = stackalloc double[Kept];
        sorted = sorted[..count];
        _values.AsSpan(0, count).CopyTo(sorted);
        sorted.Sort();
        return Round(sorted[count / 2]);
    }

    public void Collect(SeriesWriter writer, bool isShown)
    {
        if (isShown) _current ??= Gauge(MetricNames.ChangeMedian);
        if (isShown) _baseline ??= Gauge(MetricNames.ChangeExpectedMedian);
        _current?.Collect(writer, isShown ? Median() : double.NaN);
        _baseline?.Collect(writer, isShown ? _expected : double.NaN);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_seen);
        foreach (double value in _values) writer.Write(value);
    }

    public void Load(BinaryReader reader)
    {
        _seen = reader.ReadInt32();
        for (int i = 0; i < Kept; i++) _values[i] = reader.ReadDouble();
    }

    /// <summary>To the digits that are told; a value too small for that stays as it is.</summary>
    private static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        int places = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (places is < 0 or > 15) return places < 0 ? Math.Round(value / Math.Pow(10, -places)) * Math.Pow(10, -places) : value;
        return Math.Round(value, places);
    }

    private GaugeSeries Gauge(string metric) =>
        series.Gauge(metric, ("kind", EvidenceKind.Distribution.Label()), ("feature_name", feature));
}
