using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Heed.Statistics.Anomalies;

/// <summary>
/// Trees of one depth in arrays: node i of a tree has the children 2i and 2i + 1, the root is 1, and every path has the same length, so
/// that walking down has no branch and several rows can walk at once. A branch that ends early is continued to the bottom with the same
/// length in all its leaves.
/// </summary>
internal sealed class IsolationTrees(int count, int depth)
{
    private readonly Node[] _nodes = new Node[count << depth];
    private readonly double[] _lengths = new double[count << depth];

    public int Count => count;

    public int Depth => depth;

    /// <summary>Node 1 to 2^depth − 1 of a tree.</summary>
    public void SetCut(int tree, int node, int column, double threshold) => _nodes[(tree << depth) + node] = new Node(threshold, column);

    /// <summary>Gives all leaves below a node one path length.</summary>
    public void SetLength(int tree, int node, int level, double length)
    {
        int width = 1 << (depth - level);
        int first = (node << (depth - level)) - (1 << depth);
        _lengths.AsSpan((tree << depth) + first, width).Fill(length);
    }

    /// <summary>The path length of one row.</summary>
    public double One(int tree, ref double row)
    {
        ref Node nodes = ref _nodes[tree << depth];
        nint at = 1;
        for (int level = 0; level < depth; level++) at = Step(ref nodes, at, ref row);
        return _lengths[(tree << depth) + (int)at - (1 << depth)];
    }

    /// <summary>The sum of one row's path lengths in four trees, which are walked side by side.</summary>
    public double FourTrees(int tree, ref double row)
    {
        int stride = 1 << depth;
        ref Node first = ref _nodes[tree << depth];
        ref Node second = ref Unsafe.Add(ref first, stride);
        ref Node third = ref Unsafe.Add(ref second, stride);
        ref Node fourth = ref Unsafe.Add(ref third, stride);
        nint a = 1;
        nint b = 1;
        nint c = 1;
        nint d = 1;
        for (int level = 0; level < depth; level++)
        {
            a = Step(ref first, a, ref row);
            b = Step(ref second, b, ref row);
            c = Step(ref third, c, ref row);
            d = Step(ref fourth, d, ref row);
        }

        ReadOnlySpan<double> lengths = _lengths.AsSpan(tree << depth, 4 * stride);
        return lengths[(int)a - stride] + lengths[(int)b] + lengths[(int)c + stride] + lengths[(int)d + (2 * stride)];
    }

    /// <summary>Adds each row's path length in one tree to its sum.</summary>
    public void AddLengths(int tree, ReadOnlySpan<double> rows, int columns, Span<double> sums)
    {
        ref Node nodes = ref _nodes[tree << depth];
        ReadOnlySpan<double> lengths = _lengths.AsSpan(tree << depth, 1 << depth);
        ref double first = ref MemoryMarshal.GetReference(rows);
        int leaves = 1 << depth;
        int i = 0;
        for (; i + 4 <= sums.Length; i += 4)
        {
            ref double rowA = ref Unsafe.Add(ref first, (nint)i * columns);
            ref double rowB = ref Unsafe.Add(ref rowA, columns);
            ref double rowC = ref Unsafe.Add(ref rowB, columns);
            ref double rowD = ref Unsafe.Add(ref rowC, columns);
            nint a = 1;
            nint b = 1;
            nint c = 1;
            nint d = 1;
            for (int level = 0; level < depth; level++)
            {
                a = Step(ref nodes, a, ref rowA);
                b = Step(ref nodes, b, ref rowB);
                c = Step(ref nodes, c, ref rowC);
                d = Step(ref nodes, d, ref rowD);
            }

            sums[i] += lengths[(int)a - leaves];
            sums[i + 1] += lengths[(int)b - leaves];
            sums[i + 2] += lengths[(int)c - leaves];
            sums[i + 3] += lengths[(int)d - leaves];
        }

        for (; i < sums.Length; i++) sums[i] += One(tree, ref Unsafe.Add(ref first, (nint)i * columns));
    }

    /// <summary>The child that a row goes to; NaN compares as lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(ref Node nodes, nint at, ref double row)
    {
        ref Node node = ref Unsafe.Add(ref nodes, at);
        return (2 * at) + (Unsafe.Add(ref row, node.Column) >= node.Threshold ? 1 : 0);
    }

    private readonly struct Node(double threshold, nint column)
    {
        public readonly double Threshold = threshold;
        public readonly nint Column = column;
    }
}
