using Heed.Statistics.Histograms;

namespace Heed.Statistics.Distances;

/// <summary>Bins that are laid over both samples together, as Evidently does, and the counts in them.</summary>
internal sealed class JointBins
{
    private JointBins(long[] first, long[] second)
    {
        First = first;
        Second = second;
    }

    public long[] First { get; }

    public long[] Second { get; }

    /// <summary>⌈log₂ N + 1⌉ bins of equal width (Sturges 1926) over ascending samples.</summary>
    public static JointBins Sturges(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int bins = (int)Math.Ceiling(Math.Log2(x.Length + (double)y.Length) + 1);
        double[] edges = EqualWidthBins.Edges(Math.Min(x[0], y[0]), Math.Max(x[^1], y[^1]), bins);
        return new JointBins(EqualWidthBins.CountInside(x, edges), EqualWidthBins.CountInside(y, edges));
    }

    /// <summary>One bin a distinct value of either ascending sample.</summary>
    public static JointBins Values(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        List<long> first = [];
        List<long> second = [];
        int i = 0;
        int j = 0;
        while (i < x.Length || j < y.Length)
        {
            int fromX = i;
            int fromY = j;
            double at = j == y.Length || (i < x.Length && x[i] <= y[j]) ? x[i] : y[j];
            while (i < x.Length && x[i] == at) i++;
            while (j < y.Length && y[j] == at) j++;
            first.Add(i - fromX);
            second.Add(j - fromY);
        }

        return new JointBins([.. first], [.. second]);
    }
}
