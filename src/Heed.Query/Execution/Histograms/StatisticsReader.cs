using Heed.Model.Histograms;

namespace Heed.Query.Execution.Histograms;

/// <summary>
/// Reduces the histograms of one series, in order of time, to count and sum. What the buckets say of resets is kept as a hint.
/// </summary>
internal sealed class StatisticsReader
{
    private NativeHistogram? _previous;

    public void Begin() => _previous = null;

    public NativeHistogram Read(NativeHistogram histogram)
    {
        CounterResetHint hint = histogram.ResetHint;
        if (hint == CounterResetHint.Unknown && _previous is not null)
        {
            hint = CounterResets.IsReset(_previous, histogram) ? CounterResetHint.Reset : CounterResetHint.NoReset;
        }

        _previous = histogram;
        return new NativeHistogram { Schema = histogram.Schema, Count = histogram.Count, Sum = histogram.Sum, ResetHint = hint };
    }
}
