using Heed.Monitoring.Baselines;
using Heed.Monitoring.Joint;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// Whether the number features still go together as they did, which no single one shows: over the last day of event time. The first
/// records of each hour are all looked at, of the rest one in sixteen, which then stands for sixteen.
/// </summary>
internal sealed class JointDriftMonitor : RecordMonitor
{
    /// <summary>Records below which there is no figure.</summary>
    public const long LeastRecords = 200;

    private const int AllOfAnHour = 256;
    private const int Stride = 16;

    private readonly EventClock _clock;
    private readonly JointBaseline _baseline;
    private readonly FeatureCells _cells;
    private readonly RankScores _ranks;
    private readonly byte[] _found;
    private readonly double[] _scores;
    private readonly PaneWidth _width = PaneWidth.Of(TimeSpan.FromDays(1), 24);
    private readonly PaneRing<WeightedMean> _errors;
    private readonly GaugeSeries _ratio;
    private readonly GaugeSeries _deviations;
    private long _hourFromMs = long.MinValue;
    private long _seen;

    /// <param name="series">Of the model.</param>
    /// <param name="clock">Of the model.</param>
    /// <param name="cells">Of the baseline.</param>
    /// <param name="baseline">With features that go together.</param>
    public JointDriftMonitor(ModelSeries series, EventClock clock, FeatureCells cells, Baseline baseline)
    {
        _clock = clock;
        _baseline = baseline.Joint!;
        _cells = cells;
        _ranks = new RankScores(baseline);
        _found = new byte[_cells.Count];
        _scores = new double[_ranks.Count];
        _errors = new PaneRing<WeightedMean>(_width);
        _ratio = series.Gauge(MetricNames.MultivariateDrift);
        _deviations = series.Gauge(MetricNames.MultivariateDriftDeviations);
    }

    public override void Observe(in PredictionView prediction)
    {
        if (!prediction.IsPresent || prediction.IsError) return;
        long timeMs = prediction.Record.TimeMs;
        if ((ulong)(timeMs - _hourFromMs) >= (ulong)_width.Milliseconds)
        {
            _hourFromMs = _width.PaneOf(timeMs) * _width.Milliseconds;
            _seen = 0;
        }

        long seen = _seen++;
        if (seen >= AllOfAnHour && seen % Stride != 0) return;
        _cells.Find(prediction.Batch.FeaturesOf(prediction.Record), _found);
        _ranks.Find(_found, _scores);
        double error = _baseline.Parts.Error(_scores);
        _errors.Add(timeMs, WeightedMean.Of(error, seen < AllOfAnHour ? 1 : Stride));
    }

    public override void Collect(SeriesWriter writer)
    {
        WeightedMean errors = _errors.Sum(_clock.WindowEndAt(writer.NowMs));
        bool enough = errors.Mass.N >= LeastRecords;
        double difference = enough ? (errors.Sums.Sum / errors.Mass.Weight) - _baseline.Error : double.NaN;
        _ratio.Collect(writer, difference / _baseline.Error);
        _deviations.Collect(writer, difference / _baseline.Deviation.At(errors.Mass.Effective));
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_hourFromMs);
        writer.Write(_seen);
        _errors.Save(writer, WeightedMean.Save);
    }

    public override void Load(BinaryReader reader)
    {
        _hourFromMs = reader.ReadInt64();
        _seen = reader.ReadInt64();
        _errors.Load(reader, WeightedMean.Load);
    }
}
