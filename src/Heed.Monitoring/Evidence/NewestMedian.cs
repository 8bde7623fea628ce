using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// The median of a number's newest values, beside the baseline's, while its distribution is shown to have changed: in the user's own units,
/// "410000, 4100 in the baseline". Rounded to three digits, as more of them would be noise and nothing for a sentence.
/// </summary>
/// <param name="number">Of the feature among those of the values.</param>
internal sealed class NewestMedian(ModelSeries series, FeatureBaseline feature, NewestValues values, int number)
{
    private const int Digits = 3;

    private readonly double _expected = Round(feature.Numbers!.Ecdf.Quantile(0.5));
    private GaugeSeries? _current;
    private GaugeSeries? _baseline;

    public void Collect(SeriesWriter writer, bool isShown)
    {
        if (isShown) _current ??= Gauge(MetricNames.ChangeMedian);
        if (isShown) _baseline ??= Gauge(MetricNames.ChangeExpectedMedian);
        _current?.Collect(writer, isShown ? Round(values.Median(number)) : double.NaN);
        _baseline?.Collect(writer, isShown ? _expected : double.NaN);
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
        series.Gauge(metric, ("kind", EvidenceKind.Distribution.Label()), ("feature_name", feature.Name));
}
