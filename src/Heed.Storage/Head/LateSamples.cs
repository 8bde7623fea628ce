using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>
/// Samples of one series that came behind newer ones, in order of time. They are few and leave with the next block, so they are not
/// packed. Not safe for concurrent use.
/// </summary>
internal sealed class LateSamples
{
    private long[] _times = new long[4];
    private double[] _values = new double[4];
    private NativeHistogram?[]? _histograms;

    public int Count { get; private set; }

    public long FirstTimeMs => _times[0];

    public long LastTimeMs => _times[Count - 1];

    /// <param name="timeMs">Any time.</param>
    /// <param name="value">Of a float.</param>
    /// <param name="histogram">Or null for a float.</param>
    public AppendOutcome Add(long timeMs, double value, NativeHistogram? histogram)
    {
        int place = Array.BinarySearch(_times, 0, Count, timeMs);
        if (place >= 0)
        {
            bool isSame = AreSame(_values[place], _histograms?[place], value, histogram);
            return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
        }

        if (Count == _times.Length) Grow();
        if (histogram is not null) _histograms ??= new NativeHistogram?[_times.Length];
        Insert(_times, ~place, timeMs);
        Insert(_values, ~place, value);
        if (_histograms is not null) Insert(_histograms, ~place, histogram);
        Count++;
        return AppendOutcome.AppendedLate;
    }

    public void CopyTo(long fromMs, long toMs, SampleBuffer target)
    {
        for (int i = SampleColumns.FirstAtOrBehind(_times.AsSpan(0, Count), fromMs); i < Count && _times[i] <= toMs; i++)
        {
            if (_histograms?[i] is { } histogram) target.Add(_times[i], histogram);
            else target.Add(_times[i], _values[i]);
        }
    }

    public bool HasAny(long fromMs, long toMs)
    {
        int first = SampleColumns.FirstAtOrBehind(_times.AsSpan(0, Count), fromMs);
        return first < Count && _times[first] <= toMs;
    }

    /// <returns>How many went.</returns>
    public int Remove(long fromMs, long toMs)
    {
        int first = SampleColumns.FirstAtOrBehind(_times.AsSpan(0, Count), fromMs);
        int end = first;
        while (end < Count && _times[end] <= toMs) end++;
        _times.AsSpan(end, Count - end).CopyTo(_times.AsSpan(first));
        _values.AsSpan(end, Count - end).CopyTo(_values.AsSpan(first));
        _histograms?.AsSpan(end, Count - end).CopyTo(_histograms.AsSpan(first));
        _histograms?.AsSpan(Count - (end - first), end - first).Clear();
        Count -= end - first;
        return end - first;
    }

    public static bool AreSame(double leftValue, NativeHistogram? left, double rightValue, NativeHistogram? right)
    {
        if (left is null != right is null) return false;
        return left is not null && right is not null
            ? HistogramLayout.AreSame(left, right)
            : BitConverter.DoubleToUInt64Bits(leftValue) == BitConverter.DoubleToUInt64Bits(rightValue);
    }

    private void Grow()
    {
        Array.Resize(ref _times, Count * 2);
        Array.Resize(ref _values, Count * 2);
        if (_histograms is not null) Array.Resize(ref _histograms, Count * 2);
    }

    private void Insert<T>(T[] column, int place, T item)
    {
        Array.Copy(column, place, column, place + 1, Count - place);
        column[place] = item;
    }
}
