using System.Numerics.Tensors;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// How many values lie in each interval of an <see cref="EcdfSummary"/>. Takes two bytes an interval while no count can pass 65,535,
/// then four; nothing before the first value.
/// </summary>
public sealed class IntervalCounts(int length)
{
    private ushort[]? _narrow;
    private int[]? _wide;

    /// <summary>Intervals.</summary>
    public int Length => length;

    /// <summary>Values counted.</summary>
    public long Total { get; private set; }

    internal bool IsWide => _wide is not null;

    internal ReadOnlySpan<ushort> Narrow => _narrow;

    internal ReadOnlySpan<int> Wide => _wide;

    public int this[int interval] => _wide is not null ? _wide[interval] : _narrow is not null ? _narrow[interval] : 0;

    public static IntervalCounts Of(ReadOnlySpan<int> counts)
    {
        IntervalCounts result = new(counts.Length);
        bool fits = true;
        foreach (int count in counts)
        {
            result.Total += count;
            fits &= count <= ushort.MaxValue;
        }

        if (!fits) result._wide = counts.ToArray();
        else if (result.Total > 0) result._narrow = Narrowed(counts);
        return result;
    }

    /// <summary>Counts values, none of them NaN, into the intervals of a summary of this length.</summary>
    public void Add(EcdfSummary summary, ReadOnlySpan<double> values)
    {
        Total += values.Length;
        if (_wide is null && Total > ushort.MaxValue) Widen();
        if (_wide is not null) summary.Count<int>(values, _wide);
        else summary.Count<ushort>(values, _narrow ??= new ushort[length]);
    }

    /// <summary>Adds what another one of the same length has counted: the counts of both samples together.</summary>
    public void MergeFrom(IntervalCounts other)
    {
        if (other.Total == 0) return;
        Total += other.Total;
        if (_wide is null && (Total > ushort.MaxValue || other._wide is not null)) Widen();
        if (_wide is null) Merge<ushort>(other._narrow, _narrow ??= new ushort[length]);
        else if (other._wide is not null) Merge<int>(other._wide, _wide);
        else for (int i = 0; i < _wide.Length; i++) _wide[i] += other._narrow![i];
    }

    public void Clear()
    {
        Total = 0;
        _narrow.AsSpan().Clear();
        _wide.AsSpan().Clear();
    }

    private static void Merge<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : System.Numerics.INumberBase<T> => TensorPrimitives.Add(from, to, to);

    private static ushort[] Narrowed(ReadOnlySpan<int> counts)
    {
        ushort[] narrow = new ushort[counts.Length];
        for (int i = 0; i < narrow.Length; i++) narrow[i] = (ushort)counts[i];
        return narrow;
    }

    private void Widen()
    {
        _wide = new int[length];
        for (int i = 0; _narrow is not null && i < length; i++) _wide[i] = _narrow[i];
        _narrow = null;
    }
}
