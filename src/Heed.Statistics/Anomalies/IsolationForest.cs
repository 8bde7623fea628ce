using System.Runtime.InteropServices;

namespace Heed.Statistics.Anomalies;

/// <summary>
/// An isolation forest: trees that cut a small subsample at random until points stand alone; points that stand alone early are unlike the
/// rest. The score is 2^(−E[h]/c(ψ)) with h the depth at which a point ends plus c of the subsample's points left there: about 0.5 for
/// ordinary points, towards 1 for anomalies, without unit. Assumes that anomalies are few and differ in single coordinates rather than in
/// how these go together; scale does not matter, constant columns are ignored. NaN in a row to score goes to the lower side at every cut;
/// ±∞ are extreme values; ties stay together. The same seed gives the same forest. Source: F. T. Liu, K. M. Ting and Z.-H. Zhou, ICDM
/// (2008) 413. See docs/statistics/isolation-forest.md.
/// </summary>
public sealed class IsolationForest
{
    public const int DefaultTrees = 100;
    public const int DefaultSubsample = 256;
    private const int MostDepth = 12;

    // Rows scored together: they and one tree fit into the fastest cache.
    private const int BlockRows = 128;

    private readonly IsolationTrees _trees;
    private readonly double _scale;

    private IsolationForest(IsolationTrees trees, int columns, double normalLength)
    {
        _trees = trees;
        Columns = columns;

        // 2^(−sum/(trees·c)): one factor for the sum over the trees.
        _scale = normalLength > 0 ? -1 / (trees.Count * normalLength) : 0;
    }

    /// <summary>Coordinates of a row.</summary>
    public int Columns { get; }

    public int Trees => _trees.Count;

    /// <param name="rows">Row after row; a copy is not kept.</param>
    /// <param name="subsample">Points a tree is made of, at most 4,096; all where there are fewer.</param>
    /// <param name="refusal">Why there is no forest: no rows, a length that is no multiple of the columns, coordinates that are not
    /// finite, an argument out of range.</param>
    public static IsolationForest? Fit(
        ReadOnlySpan<double> rows, int columns, ulong seed, out Refusal refusal, int trees = DefaultTrees, int subsample = DefaultSubsample)
    {
        refusal = Check(rows, columns, trees, subsample);
        if (refusal != Refusal.None) return null;
        int count = rows.Length / columns;
        int drawn = Math.Min(subsample, count);
        int depth = (int)Math.Ceiling(Math.Log2(Math.Max(2, drawn)));
        IsolationTrees built = new(trees, depth);
        IsolationTreeBuilder builder = new(built, columns, seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        for (int tree = 0; tree < trees; tree++) builder.Build(tree, rows, order, drawn);
        return new IsolationForest(built, columns, PathLength.Average(drawn));
    }

    /// <summary>The score of one row. Allocates nothing.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        if (row.Length != Columns) throw new ArgumentException($"expected {Columns} coordinates, found {row.Length}", nameof(row));
        ref double x = ref MemoryMarshal.GetReference(row);
        double sum = 0;
        int tree = 0;
        for (; tree + 4 <= _trees.Count; tree += 4) sum += _trees.FourTrees(tree, ref x);
        for (; tree < _trees.Count; tree++) sum += _trees.One(tree, ref x);
        return double.Exp2(sum * _scale);
    }

    /// <summary>The scores of many rows. Allocates nothing.</summary>
    public void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        if (rows.Length != (long)scores.Length * Columns)
        {
            throw new ArgumentException($"expected {scores.Length} rows of {Columns} coordinates, found {rows.Length} numbers",
                nameof(rows));
        }

        scores.Clear();
        for (int from = 0; from < scores.Length; from += BlockRows)
        {
            int count = Math.Min(BlockRows, scores.Length - from);
            ReadOnlySpan<double> block = rows.Slice(from * Columns, count * Columns);
            Span<double> sums = scores.Slice(from, count);
            for (int tree = 0; tree < _trees.Count; tree++) _trees.AddLengths(tree, block, Columns, sums);
            for (int i = 0; i < count; i++) sums[i] = double.Exp2(sums[i] * _scale);
        }
    }

    private static Refusal Check(ReadOnlySpan<double> rows, int columns, int trees, int subsample)
    {
        if (columns < 1 || trees < 1 || subsample < 1 || subsample > 1 << MostDepth) return Refusal.OutOfRange;
        if (rows.Length % columns != 0) return Refusal.LengthMismatch;
        if (rows.IsEmpty) return Refusal.EmptySample;
        return System.Numerics.Tensors.TensorPrimitives.IsFiniteAll(rows) ? Refusal.None : Refusal.NonFinite;
    }
}
