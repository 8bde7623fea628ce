using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Quality;

/// <summary>
/// Bins of scores that are frozen from the baseline: its quantiles in steps of 1/48, so that the scores of production spread over the bins,
/// and four finer ones at either end, where a detector of rare events decides; together with the tenths from 0 to 1, so that ten bins
/// of calibration are unions of them. A bin holds its lower edge and not its upper one; the first and the last one are open to the outside.
/// </summary>
internal sealed class ScoreBins
{
    /// <summary>Bins of calibration.</summary>
    public const int Tenths = 10;

    private const int Quantiles = 48;
    private const int Halvings = 4;

    private readonly double[] _edges;
    private readonly byte[] _tenths;

    private ScoreBins(double[] edges)
    {
        _edges = edges;
        _tenths = new byte[Count];
        for (int bin = 1; bin < Count; bin++)
        {
            int tenth = 0;
            while (tenth < Tenths - 1 && edges[bin - 1] >= (tenth + 1) / (double)Tenths) tenth++;
            _tenths[bin] = (byte)tenth;
        }
    }

    /// <summary>At most 65.</summary>
    public int Count => _edges.Length + 1;

    /// <param name="scores">Null where the baseline has no scores: only tenths then.</param>
    public static ScoreBins Of(NumberSummary? scores)
    {
        SortedSet<double> edges = [];
        for (int i = 1; i < Tenths; i++) edges.Add(i / (double)Tenths);
        if (scores is not { Ecdf.Total: > 0 }) return new ScoreBins([.. edges]);
        for (int i = 1; i < Quantiles; i++) edges.Add(scores.Ecdf.Quantile(i / (double)Quantiles));
        for (int i = 1; i <= Halvings; i++)
        {
            double tail = 1.0 / (Quantiles << i);
            edges.Add(scores.Ecdf.Quantile(tail));
            edges.Add(scores.Ecdf.Quantile(1 - tail));
        }

        return new ScoreBins([.. edges]);
    }

    /// <param name="score">Not NaN.</param>
    public int IndexOf(double score)
    {
        double[] edges = _edges;
        int low = 0;
        int high = edges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (edges[middle] <= score) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Which of the ten bins of calibration holds a bin.</summary>
    public int TenthOf(int bin) => _tenths[bin];
}
