using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;

namespace Heed.Server.Forecasts;

/// <summary>
/// One configured forecast over all series of its expression. What it writes depends on the stored series alone; what it remembers is
/// only which series it has to end. Owned by the engine's thread.
/// </summary>
internal sealed class ForecastRun
{
    /// <summary>More than one missing point in so many leaves a series without a forecast; fewer hold the value before.</summary>
    private const int PointsAGap = 10;

    private readonly ForecastOptions _options;
    private readonly ForecastTrial _trial;
    private readonly double[] _values;
    private readonly Dictionary<LabelSet, ForecastOutput> _outputs = [];
    private readonly List<LabelSet> _ended = [];

    public ForecastRun(ForecastOptions options)
    {
        _options = options;
        _trial = new ForecastTrial(options);
        _values = new double[_trial.Steps + 1];
    }

    /// <summary>Series beyond the bound, and those whose labels differ in the metric's name only.</summary>
    public long Refused { get; private set; }

    public long Failures { get; private set; }

    public void Run(QueryEngine queries, ISampleSink samples, long nowMs)
    {
        long fromMs = nowMs - (_trial.Steps * _options.StepMs);
        if (queries.Range(_options.Expression, fromMs, nowMs, _options.StepMs).Value is MatrixValue matrix)
        {
            foreach (MatrixSeries series in matrix.Series) Run(series, samples, fromMs, nowMs);
        }
        else Failures++;

        EndMissing(samples, nowMs);
    }

    private void Run(MatrixSeries series, ISampleSink samples, long fromMs, long nowMs)
    {
        LabelSet labels = new LabelSetBuilder(series.Labels).Remove(LabelNames.MetricName).Set(ForecastSeries.Label, _options.Name).Build();
        if (!_outputs.TryGetValue(labels, out ForecastOutput? output))
        {
            if (_outputs.Count >= _options.MaxSeries)
            {
                Refused++;
                return;
            }

            _outputs[labels] = output = new ForecastOutput(labels);
        }
        else if (output.LastMs == nowMs)
        {
            Refused++;
            return;
        }

        ReadOnlySpan<double> values = Fill(series, fromMs, nowMs);
        ForecastFinding finding = values.IsEmpty ? ForecastFinding.Unknown : _trial.Run(values);
        output.Write(samples, nowMs, finding, _options.MaxError);
    }

    /// <summary>The points from the first to now with gaps closed; empty where the newest is missing or gaps are too many.</summary>
    private ReadOnlySpan<double> Fill(MatrixSeries series, long fromMs, long nowMs)
    {
        if (series.TimesMs[^1] != nowMs) return [];
        int first = (int)((series.TimesMs[0] - fromMs) / _options.StepMs);
        int next = first;
        int gaps = 0;
        for (int i = 0; i < series.TimesMs.Length; i++)
        {
            if (!double.IsFinite(series.Values[i])) return [];
            int place = (int)((series.TimesMs[i] - fromMs) / _options.StepMs);
            gaps += place - next;
            while (next < place) _values[next++] = series.Values[i - 1];
            _values[next++] = series.Values[i];
        }

        return gaps * PointsAGap > next - first ? [] : _values.AsSpan(first, next - first);
    }

    private void EndMissing(ISampleSink samples, long nowMs)
    {
        _ended.Clear();
        foreach ((LabelSet labels, ForecastOutput output) in _outputs)
        {
            if (output.LastMs == nowMs) continue;
            output.End(samples, nowMs);
            _ended.Add(labels);
        }

        foreach (LabelSet labels in _ended) _outputs.Remove(labels);
    }
}
