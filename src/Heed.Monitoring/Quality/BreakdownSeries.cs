using Heed.Monitoring.Series;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>Of the whole model: the bins of calibration, and with several classes the ratios of each.</summary>
internal sealed class BreakdownSeries
{
    private static readonly (string Name, ClassTable.Ratio Ratio)[] Ratios =
        [("precision", ClassTable.Ratio.Precision), ("recall", ClassTable.Ratio.Recall), ("f1", ClassTable.Ratio.F1)];

    private readonly ModelSeries _series;
    private readonly QualityFamily _family;
    private readonly QualitySeries[] _classes = [];
    private ReliabilitySeries? _reliability;

    public BreakdownSeries(ModelSeries series, QualityFamily family, IReadOnlyList<string> classes)
    {
        _series = series;
        _family = family;
        if (family is not ClassQuality several) return;
        _classes =
        [
            .. classes.Take(several.Classes).SelectMany(c => Ratios.Select(
                r => new QualitySeries(series, MetricNames.ClassQuality, ("class", c), ("metric", r.Name)))),
        ];
    }

    public void Collect(SeriesWriter writer, QualityFigures figures)
    {
        Reliability? reliability = _family.ReliabilityOf(figures.Tally);
        if (reliability?.Records >= QualityMetric.LeastRecords) _reliability ??= new ReliabilitySeries(_series);
        _reliability?.Collect(writer, reliability?.Records >= QualityMetric.LeastRecords ? reliability : null);
        if (_family is not ClassQuality several) return;
        ClassTable table = several.TableOf(figures.Tally);
        for (int i = 0; i < _classes.Length; i++)
        {
            int position = i / Ratios.Length;
            ClassTable.Ratio ratio = Ratios[i % Ratios.Length].Ratio;
            bool enough = table.RecordsOf(position, ratio) >= QualityMetric.LeastRecords;
            _classes[i].Collect(writer, enough ? table.Of(position, ratio) : Interval.None);
        }
    }
}
