using System.Diagnostics.CodeAnalysis;

using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Rules.Groups;

/// <summary>
/// The expression of one rule, asked for one time after the other. Where the future is known, as in a backtest, it is evaluated over a
/// stretch of evaluations at once, which gives the same results many times faster. Used by the thread that evaluates the rule.
/// </summary>
/// <param name="lookAhead">How long a stretch is; zero to ask for every time anew.</param>
internal sealed class RuleExpression(Expression expression, RuleQueries queries, TimeSpan lookAhead)
{
    private readonly List<VectorSample> _vector = [];
    private IReadOnlyList<MatrixSeries> _series = [];
    private int[] _cursors = [];
    private long _fromMs;
    private long _toMs = long.MinValue;
    private bool _isKnown;

    public bool TryEvaluate(
        in EvaluationMoment moment, [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples, [NotNullWhen(false)] out string? error)
    {
        if (lookAhead > TimeSpan.Zero && TryAhead(moment))
        {
            samples = _vector;
            error = null;
            return true;
        }

        return queries.TryEvaluate(expression, moment.QueryMs, out samples, out error);
    }

    /// <summary>A stretch in which any time fails is not known: each of its times is then asked for and gives its own result or error.</summary>
    private bool TryAhead(in EvaluationMoment moment)
    {
        long timeMs = moment.QueryMs;
        bool isInside = timeMs >= _fromMs && timeMs <= _toMs && (timeMs - _fromMs) % moment.IntervalMs == 0;
        if (!isInside) Read(timeMs, moment.IntervalMs);
        if (!_isKnown) return false;
        _vector.Clear();
        for (int i = 0; i < _series.Count; i++)
        {
            MatrixSeries series = _series[i];
            ref int at = ref _cursors[i];
            while (at < series.TimesMs.Length && series.TimesMs[at] < timeMs) at++;
            if (at == series.TimesMs.Length || series.TimesMs[at] != timeMs) continue;
            _vector.Add(new VectorSample(series.Labels, new Sample(timeMs, series.Values[at]), series.HistogramAt(at)));
        }

        return true;
    }

    private void Read(long fromMs, long intervalMs)
    {
        _fromMs = fromMs;
        _toMs = fromMs + ((long)lookAhead.TotalMilliseconds / intervalMs * intervalMs);
        _isKnown = queries.TryEvaluateRange(expression, _fromMs, _toMs, intervalMs, out IReadOnlyList<MatrixSeries>? series);
        _series = series ?? [];
        _cursors = new int[_series.Count];
    }
}
