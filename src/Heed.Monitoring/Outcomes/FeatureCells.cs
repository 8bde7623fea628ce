using System.Numerics;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Numbers the values of each feature by the baseline's frozen bins. Of a number feature: 0 below the first edge, 1 to B its bins, B + 1
/// above the last edge. Of a category feature: the position of the category. What is no usable value has a cell of its own.
/// </summary>
internal sealed class FeatureCells
{
    /// <summary>Null or absent.</summary>
    public const byte Missing = 255;

    /// <summary>A value of another type than the feature's.</summary>
    public const byte Invalid = 254;

    /// <summary>NaN or infinite.</summary>
    public const byte NotFinite = 253;

    /// <summary>A category that the baseline does not have.</summary>
    public const byte Unseen = 252;

    /// <summary>A category of the baseline at this position or a later one.</summary>
    public const byte OtherCategory = 251;

    private readonly double[]?[] _edges;

    public FeatureCells(Baseline baseline)
    {
        _edges = new double[Math.Min(baseline.Features.Count, OutcomeLayout.MostCells)][];
        for (int i = 0; i < _edges.Length; i++)
        {
            if (baseline.Features[i].Numbers is { } numbers) _edges[i] = Padded(numbers.BinEdges);
        }
    }

    /// <summary>Features that have a cell.</summary>
    public int Count => _edges.Length;

    /// <summary>Writes the cell of each feature.</summary>
    public void Find(ReadOnlySpan<FeatureValue> values, Span<byte> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            ref readonly FeatureValue value = ref values[i];
            cells[i] = value.State switch
            {
                FeatureState.Number => double.IsFinite(value.Number) ? CellOf(value.Number, _edges[i]!) : NotFinite,
                FeatureState.Category => (byte)Math.Min(value.Category, OtherCategory),
                FeatureState.Unseen => Unseen,
                FeatureState.Invalid => Invalid,
                _ => Missing,
            };
        }
    }

    /// <summary>How many edges are not above the value: its cell, since the last edge was moved up by the least step.</summary>
    private static byte CellOf(double value, double[] edges)
    {
        Vector<double> wanted = new(value);
        Vector<long> count = Vector<long>.Zero;
        for (int i = 0; i < edges.Length; i += Vector<double>.Count)
        {
            count -= Vector.GreaterThanOrEqual(wanted, new Vector<double>(edges, i));
        }

        return (byte)Vector.Sum(count);
    }

    /// <summary>The last bin holds its upper edge. Filled up to whole vectors with infinity, which no finite value reaches.</summary>
    private static double[] Padded(double[] edges)
    {
        int vectors = (edges.Length + Vector<double>.Count - 1) / Vector<double>.Count;
        double[] padded = new double[vectors * Vector<double>.Count];
        padded.AsSpan().Fill(double.PositiveInfinity);
        edges.CopyTo(padded, 0);
        padded[edges.Length - 1] = Math.BitIncrement(edges[^1]);
        return padded;
    }
}
