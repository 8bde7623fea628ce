using System.Numerics;
using System.Numerics.Tensors;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// How many values lie in each interval of an <see cref="EcdfSummary"/>. Takes a byte an interval while no count can pass 255, two while none
/// can pass 65,535, then four; nothing before the first value.
/// </summary>
public sealed class IntervalCounts(int length)
{
    private byte[]? _bytes;
    private ushort[]? _narrow;
    private int[]? _wide;

    /// <summary>What no count is above: the largest one when that was last looked for, and every value since.</summary>
    private long _ceiling;

    /// <summary>Intervals.</summary>
    public int Length => length;

    /// <summary>Values counted.</summary>
    public long Total { get; private set; }

    /// <summary>Bytes an interval.</summary>
    internal int Width => _wide is not null ? sizeof(int) : _narrow is not null ? sizeof(ushort) : sizeof(byte);

    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal ReadOnlySpan<ushort> Narrow => _narrow;

    internal ReadOnlySpan<int> Wide => _wide;

    public int this[int interval] => _wide is not null ? _wide[interval]
        : _narrow is not null ? _narrow[interval]
        : _bytes is not null ? _bytes[interval] : 0;

    public static IntervalCounts Of(ReadOnlySpan<int> counts)
    {
        IntervalCounts result = new(counts.Length);
        int largest = 0;
        foreach (int count in counts)
        {
            result.Total += count;
            largest = Math.Max(largest, count);
        }

        if (result.Total == 0) return result;
        result.Fit(largest);
        for (int i = 0; i < counts.Length; i++) result.Put(i, counts[i]);
        return result;
    }

    /// <summary>Counts values, none of them NaN, into the intervals of a summary of this length.</summary>
    public void Add(EcdfSummary summary, ReadOnlySpan<double> values)
    {
        Total += values.Length;
        Fit(values.Length);
        if (_wide is not null) summary.Count<int>(values, _wide);
        else if (_narrow is not null) summary.Count<ushort>(values, _narrow);
        else summary.Count<byte>(values, _bytes);
    }

    /// <summary>Adds what another one of the same length has counted: the counts of both samples together.</summary>
    public void MergeFrom(IntervalCounts other)
    {
        if (other.Total == 0) return;
        Total += other.Total;
        Fit(other.Largest());
        if (other.Width != Width) for (int i = 0; i < length; i++) Put(i, this[i] + other[i]);
        else if (_wide is not null) Merge<int>(other._wide, _wide);
        else if (_narrow is not null) Merge<ushort>(other._narrow, _narrow);
        else Merge<byte>(other._bytes, _bytes);
    }

    public void Clear()
    {
        Total = 0;
        _ceiling = 0;
        _bytes.AsSpan().Clear();
        _narrow.AsSpan().Clear();
        _wide.AsSpan().Clear();
    }

    private static void Merge<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : INumberBase<T> => TensorPrimitives.Add(from, to, to);

    private void Put(int interval, int count)
    {
        if (_wide is not null) _wide[interval] = count;
        else if (_narrow is not null) _narrow[interval] = (ushort)count;
        else _bytes![interval] = (byte)count;
    }

    private long Largest() => Total == 0 ? 0
        : _wide is not null ? TensorPrimitives.Max<int>(_wide)
        : _narrow is not null ? TensorPrimitives.Max<ushort>(_narrow)
        : _bytes is not null ? TensorPrimitives.Max<byte>(_bytes) : 0;

    /// <summary>Makes room for counts that are larger by so much, with what is counted already.</summary>
    private void Fit(long more)
    {
        if (_wide is not null) return;

        // Values of one sample lie in many intervals: most counts stay far below their number.
        if (_ceiling + more > (_narrow is null ? byte.MaxValue : ushort.MaxValue)) _ceiling = _bytes is null && _narrow is null ? 0 : Largest();
        _ceiling += more;
        if (_ceiling > ushort.MaxValue)
        {
            int[] wide = new int[length];
            for (int i = 0; i < length; i++) wide[i] = this[i];
            (_bytes, _narrow, _wide) = (null, null, wide);
        }
        else if (_ceiling > byte.MaxValue && _narrow is null)
        {
            ushort[] narrow = new ushort[length];
            for (int i = 0; i < length; i++) narrow[i] = (ushort)this[i];
            (_bytes, _narrow) = (null, narrow);
        }
        else if (_narrow is null) _bytes ??= new byte[length];
    }
}
