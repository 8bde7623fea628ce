using System.Numerics.Tensors;

using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Embeddings;

/// <summary>
/// Weighted sums of vectors over a day of event time, in panes of three hours. In single precision: what is added lies around zero, and
/// over the records of a pane the sum loses less than a ten-thousandth of their spread.
/// </summary>
/// <param name="length">Of a vector.</param>
internal sealed class EmbeddingPanes(int length)
{
    private const int MostPanes = 8;
    private const long Unused = long.MinValue;

    private readonly PaneWidth _width = PaneWidth.Of(TimeSpan.FromDays(1), MostPanes);
    private readonly float[] _sums = new float[MostPanes * length];
    private readonly long[] _panes = [.. Enumerable.Repeat(Unused, MostPanes)];
    private readonly long[] _counts = new long[MostPanes];
    private readonly double[] _weights = new double[MostPanes];
    private readonly double[] _squares = new double[MostPanes];
    private long _version;

    /// <summary>Nothing for a time whose pane is gone.</summary>
    public void Add(long timeMs, ReadOnlySpan<float> vector, float weight)
    {
        long pane = _width.PaneOf(timeMs);
        int slot = (int)(((pane % MostPanes) + MostPanes) % MostPanes);
        if (pane < _panes[slot]) return;
        _version++;
        if (pane > _panes[slot]) Restart(slot, pane);
        Span<float> sums = _sums.AsSpan(slot * length, length);
        TensorPrimitives.MultiplyAdd(vector, weight, sums, sums);
        _counts[slot]++;
        _weights[slot] += weight;
        _squares[slot] += weight * weight;
    }

    /// <summary>A number that only grows, and does when the sum of the day may change.</summary>
    public long AgeAt(long endMs) => _version + _width.PaneOf(endMs);

    /// <summary>Overwrites the sum over the day that ends with the pane of <paramref name="endMs"/>.</summary>
    public (long Count, double Weight, double Squares) Sum(long endMs, Span<double> sums)
    {
        sums.Clear();
        long end = _width.PaneOf(endMs);
        (long count, double weight, double squares) = (0, 0, 0);
        for (int slot = 0; slot < MostPanes; slot++)
        {
            if (_panes[slot] == Unused || _panes[slot] > end || _panes[slot] <= end - MostPanes) continue;
            for (int i = 0; i < length; i++) sums[i] += _sums[(slot * length) + i];
            count += _counts[slot];
            weight += _weights[slot];
            squares += _squares[slot];
        }

        return (count, weight, squares);
    }

    public void Save(BinaryWriter writer)
    {
        for (int slot = 0; slot < MostPanes; slot++)
        {
            writer.Write(_panes[slot]);
            if (_panes[slot] == Unused) continue;
            writer.Write(_counts[slot]);
            writer.Write(_weights[slot]);
            writer.Write(_squares[slot]);
            foreach (float sum in _sums.AsSpan(slot * length, length)) writer.Write(sum);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (int slot = 0; slot < MostPanes; slot++)
        {
            Restart(slot, reader.ReadInt64());
            if (_panes[slot] == Unused) continue;
            _counts[slot] = reader.ReadInt64();
            _weights[slot] = reader.ReadDouble();
            _squares[slot] = reader.ReadDouble();
            foreach (ref float sum in _sums.AsSpan(slot * length, length)) sum = reader.ReadSingle();
        }
    }

    private void Restart(int slot, long pane)
    {
        _panes[slot] = pane;
        _counts[slot] = 0;
        _weights[slot] = 0;
        _squares[slot] = 0;
        _sums.AsSpan(slot * length, length).Clear();
    }
}
