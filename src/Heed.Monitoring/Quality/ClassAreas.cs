using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The areas under the ROC curves of a model of several classes: <c>auc</c>, the plain mean of each class against the rest, and
/// <c>auc_weighted</c>, the mean by the classes' labels. Of the whole model, over the newest answers of the quality window.
/// </summary>
internal sealed class ClassAreas(ModelSeries series, int classes, TimeSpan window)
{
    private static readonly string[] Names = ["auc", "auc_weighted"];

    private readonly ScoredAnswers _answers = new(classes);
    private readonly PaneWidth _width = PaneWidth.Of(window);
    private readonly QualitySeries?[] _series = new QualitySeries?[Names.Length];
    private OneVersusRest? _areas;
    private long _pane;

    public void Add(in JoinedOutcome outcome)
    {
        _answers.Add(outcome);
        _areas = null;
    }

    public void Remove(in JoinedOutcome outcome)
    {
        _answers.Remove(outcome);
        _areas = null;
    }

    /// <summary>Series take space from their first value on.</summary>
    public void Collect(SeriesWriter writer, long endMs)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            Interval interval = Of(i, endMs);
            if (!double.IsNaN(interval.Value))
            {
                _series[i] ??= new QualitySeries(series, MetricNames.Quality, ("metric", Names[i]), ("segment", RollingQuality.WholeName));
            }

            _series[i]?.Collect(writer, interval);
        }
    }

    /// <summary>The figures that have enough records.</summary>
    public IEnumerable<QualityFigure> Figures(long endMs)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            Interval interval = Of(i, endMs);
            if (double.IsNaN(interval.Value)) continue;
            yield return new QualityFigure("", "", RollingQuality.WholeName, Names[i], interval, double.NaN, Current(endMs).Records);
        }
    }

    public void Save(BinaryWriter writer) => _answers.Save(writer);

    public void Load(BinaryReader reader)
    {
        _answers.Load(reader);
        _areas = null;
    }

    private Interval Of(int name, long endMs)
    {
        OneVersusRest areas = Current(endMs);
        if (areas.Records < QualityMetric.LeastRecords) return Interval.None;
        return name == 0 ? areas.Macro : areas.Weighted;
    }

    /// <summary>Computed again when an answer came, or the window's edge has moved by a pane.</summary>
    private OneVersusRest Current(long endMs)
    {
        long pane = _width.PaneOf(endMs);
        if (_areas is not null && pane == _pane) return _areas;
        _pane = pane;
        long end = (pane + 1) * _width.Milliseconds;
        return _areas = _answers.Areas(end - (_width.Count * _width.Milliseconds) - 1, end - 1);
    }
}
