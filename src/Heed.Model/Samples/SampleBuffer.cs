namespace Heed.Model.Samples;

/// <summary>A growing pair of columns, times and values, that its owner uses again and again.</summary>
public sealed class SampleBuffer
{
    private long[] _times;
    private double[] _values;

    public SampleBuffer(int capacity = 128)
    {
        _times = new long[capacity];
        _values = new double[capacity];
    }

    public int Count { get; private set; }

    /// <summary>Milliseconds since the Unix epoch, ascending.</summary>
    public ReadOnlySpan<long> TimesMs => _times.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(long timeMs, double value)
    {
        if (Count == _times.Length) Grow(Count + 1);
        _times[Count] = timeMs;
        _values[Count] = value;
        Count++;
    }

    /// <summary>Makes room for <paramref name="count"/> more samples; the caller fills all of it.</summary>
    public void AddSpan(int count, out Span<long> timesMs, out Span<double> values)
    {
        if (Count + count > _times.Length) Grow(Count + count);
        timesMs = _times.AsSpan(Count, count);
        values = _values.AsSpan(Count, count);
        Count += count;
    }

    private void Grow(int needed)
    {
        int capacity = Math.Max(needed, _times.Length * 2);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _values, capacity);
    }
}
