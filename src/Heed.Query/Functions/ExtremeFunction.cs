using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary>
/// <c>min_over_time</c> and <c>max_over_time</c>, or the last time of the extreme in seconds. Keeps the candidates of the window in a
/// queue whose values only get worse towards its end, so that every sample enters and leaves once, whatever the overlap.
/// </summary>
internal sealed class ExtremeFunction(bool max, bool timestamp = false) : WindowFunction
{
    private int[] _queue = new int[64];
    private int _head;
    private int _tail;
    private int _next;
    private double[] _all = [];
    private int _count;

    public override void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
        _head = 0;
        _tail = 0;
        _next = 0;
        _count = values.Length;
        if (_queue.Length < _count) _queue = new int[_count];
        if (_all.Length < _count) _all = new double[_count];
        values.CopyTo(_all);
    }

    public override SummaryParts? Parts => timestamp ? null : SummaryParts.Extremes;

    public override double Evaluate(in WindowFrame frame)
    {
        if (_next < frame.From) _next = frame.From;
        for (; _next < frame.To; _next++)
        {
            while (_tail > _head && Replaces(_all[_next], _all[_queue[_tail - 1]])) _tail--;
            _queue[_tail++] = _next;
        }

        while (_queue[_head] < frame.From) _head++;
        int best = _queue[_head];
        return timestamp ? frame.TimesMs[best - frame.From] / 1000.0 : _all[best];
    }

    /// <summary>
    /// Whether a later value makes an earlier one useless: NaN is worse than any number, and of equals the later one stays.
    /// </summary>
    private bool Replaces(double later, double earlier) =>
        double.IsNaN(earlier) || (max ? later >= earlier : later <= earlier);

    public override bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = max ? window.Max : window.Min;
        return true;
    }
}
