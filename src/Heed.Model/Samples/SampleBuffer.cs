using Heed.Model.Histograms;

namespace Heed.Model.Samples;

/// <summary>
/// Growing columns of samples, times and values, that their owner uses again and again. Two further columns come into being with the
/// first sample that needs them: native histograms, and start times.
/// </summary>
public sealed class SampleBuffer
{
    private long[] _times;
    private double[] _values;
    private NativeHistogram?[]? _histograms;
    private long[]? _starts;

    public SampleBuffer(int capacity = 128)
    {
        _times = new long[capacity];
        _values = new double[capacity];
    }

    public int Count { get; private set; }

    public bool HasHistograms { get; private set; }

    public bool HasStartTimes { get; private set; }

    /// <summary>Milliseconds since the Unix epoch, ascending.</summary>
    public ReadOnlySpan<long> TimesMs => _times.AsSpan(0, Count);

    /// <summary>NaN where the sample is a histogram.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Null where the sample is a float. Empty while no sample <see cref="HasHistograms"/>.</summary>
    public ReadOnlySpan<NativeHistogram?> Histograms => HasHistograms ? _histograms.AsSpan(0, Count) : [];

    /// <summary>When each counter began, 0 where nobody says. Empty while no sample <see cref="HasStartTimes"/>.</summary>
    public ReadOnlySpan<long> StartTimesMs => HasStartTimes ? _starts.AsSpan(0, Count) : [];

    public void Clear()
    {
        // Buffers live long; the histograms that they showed should not.
        if (HasHistograms) Array.Clear(_histograms!, 0, Count);
        if (HasStartTimes) Array.Clear(_starts!, 0, Count);
        HasHistograms = false;
        HasStartTimes = false;
        Count = 0;
    }

    public void Add(long timeMs, double value)
    {
        if (Count == _times.Length) Grow(Count + 1);
        _times[Count] = timeMs;
        _values[Count] = value;
        Count++;
    }

    public void Add(long timeMs, NativeHistogram histogram)
    {
        Add(timeMs, double.NaN);
        _histograms ??= new NativeHistogram?[_times.Length];
        HasHistograms = true;
        _histograms[Count - 1] = histogram;
    }

    /// <summary>Says when the counter of the newest sample began.</summary>
    public void SetStartTime(long timeMs)
    {
        _starts ??= new long[_times.Length];
        HasStartTimes = true;
        _starts[Count - 1] = timeMs;
    }

    /// <summary>Makes room for <paramref name="count"/> more float samples; the caller fills all of it.</summary>
    public void AddSpan(int count, out Span<long> timesMs, out Span<double> values)
    {
        if (Count + count > _times.Length) Grow(Count + count);
        timesMs = _times.AsSpan(Count, count);
        values = _values.AsSpan(Count, count);
        Count += count;
    }

    /// <summary>For those to whom it does not matter when counters began.</summary>
    public void ForgetStartTimes()
    {
        if (HasStartTimes) Array.Clear(_starts!, 0, Count);
        HasStartTimes = false;
    }

    /// <summary>Closes the gaps that stale markers leave among the samples from an index on.</summary>
    public void RemoveStaleMarkers(int from = 0)
    {
        int first = StaleMarker.IndexIn(_values.AsSpan(from, Count - from));
        if (first < 0) return;
        int kept = from + first;
        for (int i = kept; i < Count; i++)
        {
            if (StaleMarker.IsStale(_values[i])) continue;
            _times[kept] = _times[i];
            _values[kept] = _values[i];
            if (HasHistograms) _histograms![kept] = _histograms[i];
            if (HasStartTimes) _starts![kept] = _starts[i];
            kept++;
        }

        if (HasHistograms) Array.Clear(_histograms!, kept, Count - kept);
        if (HasStartTimes) Array.Clear(_starts!, kept, Count - kept);
        Count = kept;
    }

    private void Grow(int needed)
    {
        int capacity = Math.Max(needed, _times.Length * 2);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _values, capacity);
        if (_histograms is not null) Array.Resize(ref _histograms, capacity);
        if (_starts is not null) Array.Resize(ref _starts, capacity);
    }
}
