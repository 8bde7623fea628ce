using Heed.Monitoring.Estimation;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Segments;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Where the model does worst among its labelled predictions, found by search.</summary>
internal sealed class WorstSegmentMonitor : RecordMonitor, IOutcomeObserver
{
    /// <summary>Segments that get a name of their own over time; the rest share <c>__other__</c>.</summary>
    private const int MostNames = 50;

    private readonly ModelSeries _series;
    private readonly EventClock _clock;
    private readonly QualityEstimator? _estimator;
    private readonly SegmentCells _cells;
    private readonly OutcomeRows _rows;
    private readonly NameTable _names = new(MostNames);
    private readonly List<(GaugeSeries Excess, GaugeSeries Records)> _gauges = [];
    private IReadOnlyList<SegmentFinding> _findings = [];
    private (long Version, int Rows) _searched = (-1, 0);

    public WorstSegmentMonitor(ModelSeries series, EventClock clock, SegmentCells cells, QualityEstimator? estimator, TimeSpan window)
    {
        _series = series;
        _clock = clock;
        _estimator = estimator;
        _cells = cells;
        _rows = new OutcomeRows(cells.Columns, window);
    }

    /// <summary>Worst first; empty where no part of the sample stands out.</summary>
    public IReadOnlyList<SegmentFinding> Findings(long nowMs)
    {
        long afterMs = _clock.WindowEndAt(nowMs) - _rows.WindowMs;
        (long Version, int Rows) state = (_rows.Version, _rows.CountAfter(afterMs));
        if (_searched != state) _findings = SegmentSearch.Of(_rows, afterMs, _cells.Describe);
        _searched = state;
        return _findings;
    }

    public void Joined(in JoinedOutcome outcome) => _rows.Add(outcome, ExcessOf(outcome));

    public void Withdrawn(in JoinedOutcome outcome) => _rows.Remove(outcome);

    public override void Collect(SeriesWriter writer)
    {
        SegmentFinding? worst = Findings(writer.NowMs) is [SegmentFinding first, ..] ? first : null;
        int current = worst is null ? -1 : _names.FindOrAdd(worst.Segment);
        while (_gauges.Count < _names.Count) AddGauges();
        for (int i = 0; i < _gauges.Count; i++)
        {
            _gauges[i].Excess.Collect(writer, i == current ? worst!.Excess : double.NaN);
            _gauges[i].Records.Collect(writer, i == current ? worst!.N : double.NaN);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        _names.Save(writer);
        _rows.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        _names.Load(reader);
        _rows.Load(reader);
        _gauges.Clear();
    }

    private void AddGauges()
    {
        (string, string) label = ("segment", _names[_gauges.Count]);
        _gauges.Add((_series.Gauge(MetricNames.WorstSegmentExcess, label), _series.Gauge(MetricNames.WorstSegmentRecords, label)));
    }

    private double ExcessOf(in JoinedOutcome outcome)
    {
        double loss = outcome.IsNumber
            ? Math.Abs(outcome.PredictedNumber - outcome.LabelledNumber)
            : outcome.IsCorrect ? 0 : 1;
        double expected = _estimator?.ExpectedLoss(outcome) ?? 0;
        return loss - (double.IsNaN(expected) ? 0 : expected);
    }
}
