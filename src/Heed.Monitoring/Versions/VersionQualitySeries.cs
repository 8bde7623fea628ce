using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Versions;

/// <summary>The figures of quality of one version, and how they differ from those of the others.</summary>
internal sealed class VersionQualitySeries
{
    private readonly QualitySeries[] _values;
    private readonly QualitySeries[] _differences;

    public VersionQualitySeries(ModelSeries series, string version, QualityFamily family)
    {
        Version = version;
        _values = Of(MetricNames.QualityByVersion);
        _differences = Of(MetricNames.QualityDifference);

        QualitySeries[] Of(string name) =>
            [.. family.Metrics.Select(m => new QualitySeries(series, name, ("metric", m.Name), ("model_version", version)))];
    }

    public string Version { get; }

    /// <param name="figures">Of the version and of the others, by metric; null where there are none: the series end.</param>
    public void Collect(SeriesWriter writer, IReadOnlyList<(Interval Own, Interval Others)>? figures)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            (Interval own, Interval others) = figures?[i] ?? (Interval.None, Interval.None);
            _values[i].Collect(writer, own);
            _differences[i].Collect(writer, QualityIntervals.Difference(own, others));
        }
    }
}
