using System.Buffers;

namespace Heed.Statistics.Quantiles;

/// <summary>An ascending copy of a sample without its NaN, in a pooled buffer: must be disposed, and must not be copied.</summary>
internal readonly ref struct SortedSample
{
    private readonly double[] _rented;

    private SortedSample(double[] rented, int count)
    {
        _rented = rented;
        Values = rented.AsSpan(0, count);
    }

    public ReadOnlySpan<double> Values { get; }

    public int Count => Values.Length;

    public bool IsEmpty => Values.IsEmpty;

    /// <summary>Whether neither end is infinite.</summary>
    public bool IsFinite => Values.IsEmpty || (double.IsFinite(Values[0]) && double.IsFinite(Values[^1]));

    public static SortedSample Of(ReadOnlySpan<double> values)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        int count = 0;
        foreach (double value in values)
        {
            rented[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        RadixSort.Sort(rented.AsSpan(0, count));
        return new SortedSample(rented, count);
    }

    /// <summary>The ascending union of two samples.</summary>
    public static SortedSample OfBoth(ReadOnlySpan<double> sortedX, ReadOnlySpan<double> sortedY)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(sortedX.Length + sortedY.Length);
        int i = 0;
        int j = 0;
        while (i < sortedX.Length && j < sortedY.Length) rented[i + j] = sortedX[i] <= sortedY[j] ? sortedX[i++] : sortedY[j++];
        sortedX[i..].CopyTo(rented.AsSpan(i + j));
        sortedY[j..].CopyTo(rented.AsSpan(sortedX.Length + j));
        return new SortedSample(rented, sortedX.Length + sortedY.Length);
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
