namespace Heed.Statistics.Anomalies;

/// <summary>Builds one tree after another from fresh subsamples of the rows.</summary>
internal sealed class IsolationTreeBuilder(IsolationTrees trees, int columns, ulong seed)
{
    private readonly int[] _columns = new int[columns];
    private double[] _points = [];
    private SeededRandom _random = new(seed);

    /// <param name="order">All row numbers in any order; left in another one.</param>
    public void Build(int tree, ReadOnlySpan<double> rows, Span<int> order, int drawn)
    {
        if (_points.Length < drawn * columns) _points = new double[drawn * columns];
        for (int i = 0; i < drawn; i++)
        {
            int other = i + _random.Next(order.Length - i);
            (order[i], order[other]) = (order[other], order[i]);
            rows.Slice(order[i] * columns, columns).CopyTo(_points.AsSpan(i * columns));
        }

        Split(tree, 1, 0, _points.AsSpan(0, drawn * columns));
    }

    private void Split(int tree, int node, int level, Span<double> points)
    {
        int count = points.Length / columns;
        if (level == trees.Depth || count < 2 || !TryCut(points, out int column, out double threshold))
        {
            trees.SetLength(tree, node, level, level + PathLength.Average(count));
            return;
        }

        trees.SetCut(tree, node, column, threshold);
        int below = Partition(points, column, threshold) * columns;
        Split(tree, 2 * node, level + 1, points[..below]);
        Split(tree, (2 * node) + 1, level + 1, points[below..]);
    }

    /// <summary>A random column in which the points differ, and a cut between them; false where they are all alike.</summary>
    private bool TryCut(ReadOnlySpan<double> points, out int column, out double threshold)
    {
        for (int i = 0; i < columns; i++) _columns[i] = i;
        for (int i = 0; i < columns; i++)
        {
            int other = i + _random.Next(columns - i);
            (_columns[i], _columns[other]) = (_columns[other], _columns[i]);
            column = _columns[i];
            double low = points[column];
            double high = low;
            for (int at = column; at < points.Length; at += columns)
            {
                low = Math.Min(low, points[at]);
                high = Math.Max(high, points[at]);
            }

            if (low == high) continue;

            // In (low, high], so that both sides get a point; weighted ends, because their difference may overflow.
            double share = 1 - _random.NextDouble();
            threshold = Math.Clamp((low * (1 - share)) + (high * share), Math.BitIncrement(low), high);
            return true;
        }

        (column, threshold) = (0, 0);
        return false;
    }

    /// <summary>Moves points below the cut to the front; returns how many.</summary>
    private int Partition(Span<double> points, int column, double threshold)
    {
        int below = 0;
        for (int at = 0; at < points.Length; at += columns)
        {
            if (points[at + column] >= threshold) continue;
            Span<double> front = points.Slice(below++ * columns, columns);
            Span<double> point = points.Slice(at, columns);
            for (int k = 0; k < columns; k++) (front[k], point[k]) = (point[k], front[k]);
        }

        return below;
    }
}
