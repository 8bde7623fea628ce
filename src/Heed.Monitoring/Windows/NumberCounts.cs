using System.Numerics.Tensors;

using Heed.Monitoring.Baselines;
using Heed.Statistics.Histograms;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Windows;

/// <summary>Finite numbers counted into the intervals, the frozen bins and the drawn bins of one <see cref="NumberSummary"/>.</summary>
internal sealed class NumberCounts(NumberSummary summary)
{
    private const int BufferSize = 64;

    private readonly double[] _buffer = new double[BufferSize];
    private int _buffered;

    public IntervalCounts Intervals { get; private set; } = new(summary.Ecdf.IntervalCount);

    /// <summary>Below, each bin, above.</summary>
    public long[] Bins { get; } = new long[summary.BinCounts.Length];

    /// <summary>Below, each drawn bin, above.</summary>
    public long[] Display { get; } = new long[summary.DisplayCounts.Length];

    /// <summary>Values that are in no count yet.</summary>
    public ReadOnlySpan<double> Pending => _buffer.AsSpan(0, _buffered);

    /// <summary>Whether the buffer is full now: the caller must <see cref="Flush"/> before it adds another value.</summary>
    public bool Add(double value)
    {
        _buffer[_buffered++] = value;
        return _buffered == BufferSize;
    }

    public void Flush()
    {
        if (_buffered == 0) return;
        Intervals.Add(summary.Ecdf, Pending);
        BinCounts.Add(Pending, summary.BinEdges, Bins);
        BinCounts.Add(Pending, summary.DisplayEdges, Display);
        _buffered = 0;
    }

    /// <summary>Adds what another one of the same summary has counted.</summary>
    public void MergeFrom(NumberCounts other)
    {
        other.Flush();
        Intervals.MergeFrom(other.Intervals);
        TensorPrimitives.Add(Bins, other.Bins, Bins);
        TensorPrimitives.Add(Display, other.Display, Display);
    }

    public void Clear()
    {
        _buffered = 0;
        Intervals.Clear();
        Array.Clear(Bins);
        Array.Clear(Display);
    }

    /// <summary>After <see cref="Flush"/>.</summary>
    public void Save(BinaryWriter writer)
    {
        for (int i = 0; i < Intervals.Length; i++) writer.Write7BitEncodedInt(Intervals[i]);
        foreach (long count in Bins) writer.Write(count);
        foreach (long count in Display) writer.Write(count);
    }

    public void Load(BinaryReader reader)
    {
        _buffered = 0;
        int[] intervals = new int[summary.Ecdf.IntervalCount];
        for (int i = 0; i < intervals.Length; i++) intervals[i] = reader.Read7BitEncodedInt();
        Intervals = IntervalCounts.Of(intervals);
        for (int i = 0; i < Bins.Length; i++) Bins[i] = reader.ReadInt64();
        for (int i = 0; i < Display.Length; i++) Display[i] = reader.ReadInt64();
    }
}
