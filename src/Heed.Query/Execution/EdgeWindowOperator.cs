using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution.Histograms;
using Heed.Query.Execution.Histograms.Windows;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>
/// Functions of <c>anchored</c> and <c>smoothed</c> windows: the window has a value at its edges, taken from the last sample before
/// (anchored) or interpolated between the samples around (smoothed), and nothing is extrapolated.
/// </summary>
internal sealed class EdgeWindowOperator(QueryContext context, WindowSource source, SourceSpan span, string function, bool smoothed)
    : Operator(source.Grid)
{
    private readonly SampleBuffer _buffer = new();
    private readonly bool _isCounter = function is "rate" or "increase";
    private readonly SampleSplit _split = new();
    private readonly HistogramEdges _edges = new(
        context.Annotations, span, smoothed, isCounter: function is "rate" or "increase", perSecond: function == "rate");

    public override OutputSeries[] Series { get; } = Array.ConvertAll(source.Series, s => s with { DropName = true });

    /// <summary>Told the labels of each series that has a result.</summary>
    public Action<LabelSet>? CounterCheck { get; init; }

    public override void Fill(int series, Column target)
    {
        source.Read(series, _buffer);
        context.Hold(_buffer.Count);
        target.ClearHistograms();
        if (_buffer.HasHistograms) FillMixed(series, target);
        else FillFloats(target);
        context.Release(_buffer.Count);
        if (CounterCheck is not null && target.CountFloats() > 0) CounterCheck(Series[series].Labels);
    }

    private void FillFloats(Column target)
    {
        ReadOnlySpan<long> times = _buffer.TimesMs;
        Span<double> output = target.Values;
        long reach = context.LookbackMs;
        int from = 0;
        int to = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long end = source.EndOf(step);
            long start = end - source.RangeMs;
            long limit = smoothed ? end + reach : end;
            while (to < times.Length && times[to] <= limit) to++;
            while (from < to && times[from] <= start - reach) from++;
            output[step] = from == to ? Column.Nothing : Evaluate(times[from..to], _buffer.Values[from..to], start, end);
        }

    }

    private void FillMixed(int series, Column target)
    {
        target.Clear();
        long weight = HistogramWeight.Of(_buffer);
        context.Hold(weight);
        _edges.Metric = Series[series].Labels.MetricName;
        _split.Read(_buffer);
        SampleRange floats = default;
        SampleRange histograms = default;
        for (int step = 0; step < target.Values.Length; step++)
        {
            long end = source.EndOf(step);
            long start = end - source.RangeMs;
            long limit = smoothed ? end + context.LookbackMs : end;
            floats.MoveTo(_split.FloatTimesMs, start - context.LookbackMs, limit, closed: false);
            histograms.MoveTo(_split.TimesMs, start - context.LookbackMs, limit, closed: false);
            EvaluateMixed(floats, histograms, start, end, target, step);
        }

        context.Release(weight);
    }

    private void EvaluateMixed(SampleRange floats, SampleRange histograms, long start, long end, Column target, int step)
    {
        ReadOnlySpan<long> floatTimes = _split.FloatTimesMs[floats.From..floats.To];
        ReadOnlySpan<double> values = _split.Values[floats.From..floats.To];
        ReadOnlySpan<long> times = _split.TimesMs[histograms.From..histograms.To];
        ReadOnlySpan<NativeHistogram> found = _split.Histograms[histograms.From..histograms.To];
        if (function is "changes" or "resets")
        {
            ReadOnlySpan<long> starts = _split.StartTimesMs[histograms.From..histograms.To];
            double? count = EdgeTransitions.Count(floatTimes, values, times, starts, found, start, function == "resets");
            if (count is { } transitions) target.SetValue(step, transitions);
            return;
        }

        if (found.Length == 0 && values.Length > 0) target.SetValue(step, Evaluate(floatTimes, values, start, end));
        else if (values.Length > 0) HistogramRemarks.MixedWithFloats(context.Annotations, span, _edges.Metric);
        else if (found.Length > 0 && _edges.Evaluate(times, found, start, end) is { } result) target.SetHistogram(step, result);
    }

    private double Evaluate(ReadOnlySpan<long> times, ReadOnlySpan<double> values, long start, long end)
    {
        int first = 0;
        while (first + 1 < times.Length && times[first + 1] <= start) first++;
        int last = times.Length - 1;
        while (smoothed && last > 0 && times[last - 1] >= end) last--;
        if (times[last] <= start || times[first] > end) return Column.Nothing;
        double left = smoothed && times[first] < start ? Interpolate(times, values, first, start) : values[first];
        double right = smoothed && last > 0 && times[last] > end ? Interpolate(times, values, last - 1, end) : values[last];
        int inner = times[first] <= start ? first + 1 : first;
        int behind = times[last] >= end ? last : last + 1;
        return Combine(left, right, values[inner..Math.Max(inner, behind)], (end - start) / 1000.0);
    }

    private double Combine(double left, double right, ReadOnlySpan<double> inner, double seconds)
    {
        double lost = 0;
        int resets = 0;
        int changes = 0;
        double previous = left;
        for (int i = 0; i <= inner.Length; i++)
        {
            double current = i < inner.Length ? inner[i] : right;
            if (current < previous)
            {
                lost += previous;
                resets++;
            }

            if (current != previous && !(double.IsNaN(current) && double.IsNaN(previous))) changes++;
            previous = current;
        }

        return function switch
        {
            "changes" => changes,
            "resets" => resets,
            "delta" => right - left,
            "increase" => right - left + lost,
            _ => (right - left + lost) / seconds,
        };
    }

    /// <summary>Between a sample and the next one; a counter that falls between them starts from zero.</summary>
    private double Interpolate(ReadOnlySpan<long> times, ReadOnlySpan<double> values, int at, long timeMs)
    {
        double from = _isCounter && values[at + 1] < values[at] ? 0 : values[at];
        return from + ((values[at + 1] - from) * (timeMs - times[at]) / (times[at + 1] - times[at]));
    }
}
