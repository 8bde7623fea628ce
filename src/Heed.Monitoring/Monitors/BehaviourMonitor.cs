using Heed.Model.Labels;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Behaviour;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// Whether the last hour's service and quality figures go together as they did: an isolation forest over the model's own past four
/// weeks, silent until there are two. A record that comes after its hour is in the hour that is open then.
/// </summary>
internal sealed class BehaviourMonitor : RecordMonitor, IOutcomeObserver
{
    /// <summary>Two weeks.</summary>
    public const int LeastHours = 14 * 24;

    private const long HourMs = 3_600_000;

    /// <summary>A longer pause tells no more than this: it is not stepped through hour by hour.</summary>
    private const long MostEmptyHours = 24;

    private static readonly string[] Figures = ["requests", "errors", "latency", "confidence", "answers", "corrections", "loss"];

    private readonly EventClock _clock;
    private readonly ulong _seed;
    private readonly long _offsetMs;
    private readonly bool _hasClasses;
    private readonly HourSums _open = new();
    private readonly HourHistory _history = new();
    private readonly GaugeSeries _score;
    private readonly GaugeSeries _pValue;
    private readonly GaugeSeries[] _contributions;
    private readonly double[] _lastRow = new double[HourHistory.Columns];
    private long _hour = long.MinValue;
    private long _closed;
    private HourAnomaly? _last;
    private bool _isJudged;

    public BehaviourMonitor(ModelSeries series, EventClock clock, string model, Baseline baseline)
    {
        _clock = clock;
        _hasClasses = baseline.Answers.Classes.Count > 0;
        _seed = SeedOf(model);
        _offsetMs = OffsetMsOf(model);
        _score = series.Gauge(MetricNames.BehaviourScore);
        _pValue = series.Gauge(MetricNames.BehaviourPValue);
        _contributions = Array.ConvertAll(Figures, f => series.Gauge(MetricNames.BehaviourContribution, ("figure", f)));
    }

    /// <summary>
    /// The minute at which a model's hours begin: a forest takes milliseconds, and hundreds of them at once would hold up the engine.
    /// </summary>
    public static long OffsetMsOf(string model) => (long)(SeedOf(model) % 60) * 60_000;

    public override void Observe(in PredictionView prediction)
    {
        if (!prediction.IsPresent) return;
        PassTo(prediction.Record.TimeMs);
        _open.Requests++;
        if (prediction.HasLatency) _open.Add(HourFigure.Latency, Math.Log(prediction.Record.LatencySeconds));
        if (prediction.IsError)
        {
            _open.Errors++;
            return;
        }

        _open.Add(HourFigure.Confidence, prediction.Confidence);
        double answer = prediction.Class == 0 ? 1 : 0;
        _open.Add(HourFigure.Answers, _hasClasses ? answer : prediction.Record.AnswerNumber);
    }

    public override void ObserveCorrection(long timeMs) => _open.Corrections++;

    public void Joined(in JoinedOutcome outcome)
    {
        double error = Math.Abs(outcome.PredictedNumber - outcome.LabelledNumber);
        double wrong = outcome.IsCorrect ? 0 : 1;
        _open.Add(HourFigure.Loss, outcome.IsNumber ? error : wrong);
    }

    /// <summary>What a label said in its hour stays said: the figure is of what came in.</summary>
    public void Withdrawn(in JoinedOutcome outcome)
    {
    }

    public override void Collect(SeriesWriter writer)
    {
        // A model that falls silent tells nothing by a record; this does early what its next record would do.
        if (_clock.IsLive && _hour != long.MinValue && HourOf(writer.NowMs) >= _hour + 2) PassTo(writer.NowMs - HourMs);
        Judge();
        _score.Collect(writer, _last?.Score ?? double.NaN);
        _pValue.Collect(writer, _last?.PValue ?? double.NaN);
        for (int i = 0; i < _contributions.Length; i++) _contributions[i].Collect(writer, _last?.Contributions[i] ?? double.NaN);
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_hour);
        writer.Write(_closed);
        _open.Save(writer);
        _history.Save(writer);
        foreach (double value in _lastRow) writer.Write(value);
    }

    public override void Load(BinaryReader reader)
    {
        _hour = reader.ReadInt64();
        _closed = reader.ReadInt64();
        _open.Load(reader);
        _history.Load(reader);
        for (int i = 0; i < _lastRow.Length; i++) _lastRow[i] = reader.ReadDouble();
        _isJudged = false;
    }

    private static ulong SeedOf(string model)
    {
        StableHash hash = new(0);
        hash.Add(model);
        return hash.ToUInt64();
    }

    private long HourOf(long timeMs) => (long)Math.Floor((timeMs - _offsetMs) / (double)HourMs);

    /// <summary>Closes the hours that are over at an event time.</summary>
    private void PassTo(long timeMs)
    {
        long hour = HourOf(timeMs);
        if (hour <= _hour) return;
        if (_hour != long.MinValue)
        {
            long last = Math.Min(hour, _hour + MostEmptyHours);
            for (long over = _hour; over < last; over++) Close(over);
        }

        _hour = hour;
    }

    private void Close(long hour)
    {
        if (_closed++ > 0) _history.Add(_lastRow);
        _open.Write(_lastRow, hour);
        _open.Clear();
        _isJudged = false;
    }

    /// <summary>Once an hour, and only where somebody asks.</summary>
    private void Judge()
    {
        if (_isJudged) return;
        _last = _history.Count < LeastHours ? null : HourAnomaly.Of(_history, _lastRow, _seed + (ulong)_hour);
        _isJudged = true;
    }
}
