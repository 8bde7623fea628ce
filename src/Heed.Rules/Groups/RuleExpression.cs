using System.Diagnostics.CodeAnalysis;

using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Rules.Groups;

/// <summary>
/// The expression of one rule, asked for one time after the other. Where the future is known, as in a backtest or a replay, it is evaluated
/// over a stretch of evaluations at once, which gives the same results many times faster. Used by the thread that evaluates the rule.
/// </summary>
internal sealed class RuleExpression(Expression expression, RuleQueries queries)
{
    private readonly List<VectorSample> _vector = [];
    private IReadOnlyList<MatrixSeries> _series = [];
    private int[] _cursors = [];
    private long _fromMs;
    private long _toMs = long.MinValue;
    private bool _isKnown;

    /// <summary>The last time whose result is known by now; <see cref="long.MinValue"/> where none is known ahead.</summary>
    public long KnownUntilMs => _isKnown ? _toMs : long.MinValue;

    public bool TryEvaluate(
        in EvaluationMoment moment,
        RuleForesight foresight,
        [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples,
        [NotNullWhen(false)] out string? error)
    {
        if (TryAhead(moment, foresight))
        {
            samples = _vector;
            error = null;
            return true;
        }

        return queries.TryEvaluate(expression, moment.QueryMs, out samples, out error);
    }

    /// <summary>A stretch in which any time fails is not known: each of its times is then asked for and gives its own result or error.</summary>
    private bool TryAhead(in EvaluationMoment moment, RuleForesight foresight)
    {
        long timeMs = moment.QueryMs;
        bool isInside = timeMs >= _fromMs && timeMs <= _toMs && (timeMs - _fromMs) % moment.IntervalMs == 0;
        if (!isInside) Read(moment, foresight);
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

    /// <summary>A stretch of one evaluation is none: a query of one time costs less.</summary>
    private void Read(in EvaluationMoment moment, RuleForesight foresight)
    {
        _isKnown = false;
        _fromMs = moment.QueryMs;
        _toMs = _fromMs + ((foresight.ReachOf(moment) - _fromMs) / moment.IntervalMs * moment.IntervalMs);
        if (_toMs == _fromMs) return;
        _isKnown = queries.TryEvaluateRange(expression, _fromMs, _toMs, moment.IntervalMs, out IReadOnlyList<MatrixSeries>? series);
        _series = series ?? [];
        _cursors = new int[_series.Count];
    }
}
