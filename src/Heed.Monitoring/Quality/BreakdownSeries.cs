using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>Of the whole model: the bins of calibration, and with several classes the ratios of each.</summary>
internal sealed class BreakdownSeries(ModelSeries series, QualityFamily family, IReadOnlyList<string> classes)
{
    private static readonly (string Name, ClassTable.Ratio Ratio)[] Ratios =
        [("precision", ClassTable.Ratio.Precision), ("recall", ClassTable.Ratio.Recall), ("f1", ClassTable.Ratio.F1)];

    // A series takes space from its first value on.
    private readonly QualitySeries?[] _classes =
        family is ClassQuality several ? new QualitySeries?[several.Classes * Ratios.Length] : [];

    private ReliabilitySeries? _reliability;

    public void Collect(SeriesWriter writer, QualityFigures figures)
    {
        Reliability? reliability = family.ReliabilityOf(figures.Tally);
        bool enough = reliability?.Records >= QualityMetric.LeastRecords;
        if (enough) _reliability ??= new ReliabilitySeries(series);
        _reliability?.Collect(writer, enough ? reliability : null);
        if (family is ClassQuality ofSeveral) CollectClasses(writer, ofSeveral.TableOf(figures.Tally));
    }

    private void CollectClasses(SeriesWriter writer, ClassTable table)
    {
        for (int i = 0; i < _classes.Length; i++)
        {
            int position = i / Ratios.Length;
            (string name, ClassTable.Ratio ratio) = Ratios[i % Ratios.Length];
            bool enough = table.RecordsOf(position, ratio) >= QualityMetric.LeastRecords;
            if (enough) _classes[i] ??= new QualitySeries(series, MetricNames.ClassQuality, ("class", classes[position]), ("metric", name));
            _classes[i]?.Collect(writer, enough ? table.Of(position, ratio) : Interval.None);
        }
    }
}
