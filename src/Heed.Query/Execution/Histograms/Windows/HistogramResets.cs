using Heed.Model.Histograms;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>Where the counter of a series of histograms began anew: found once for a series, looked up by every window.</summary>
internal sealed class HistogramResets
{
    private bool[] _isReset = [];

    public void Begin(SampleSplit series)
    {
        ReadOnlySpan<NativeHistogram> histograms = series.Histograms;
        if (_isReset.Length < histograms.Length) _isReset = new bool[histograms.Length];
        for (int i = 1; i < histograms.Length; i++)
        {
            _isReset[i] = IsReset(series.TimesMs, series.StartTimesMs, histograms, i);
        }
    }

    /// <summary>Whether a reset lies between a histogram of the series and the one before it.</summary>
    public bool IsBefore(int histogram) => _isReset[histogram];

    public static bool IsReset(
        ReadOnlySpan<long> timesMs, ReadOnlySpan<long> starts, ReadOnlySpan<NativeHistogram> histograms, int at) =>
        StartTimes.IsReset(timesMs[at - 1], starts[at - 1], timesMs[at], starts[at])
        || CounterResets.IsReset(histograms[at - 1], histograms[at]);
}
