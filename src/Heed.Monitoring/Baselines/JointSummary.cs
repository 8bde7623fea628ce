using Heed.Model.Records;
using Heed.Monitoring.Joint;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Learns how the number features of a baseline go together, and how much that varies: each of up to 12 consecutive blocks of sampled
/// rows is reconstructed by what the other blocks taught.
/// </summary>
internal static class JointSummary
{
    private const int MostBlocks = 12;

    /// <summary>Null with too few rows or features.</summary>
    public static JointBaseline? Of(RowSample sample, Baseline baseline)
    {
        int blocks = Math.Min(MostBlocks, sample.Rows.Count / EstimationSummary.LeastBlockRows);
        RankScores scores = new(baseline);
        if (blocks < EstimationSummary.LeastBlocks || scores.Count < 3) return null;
        List<double[]> rows = Read(sample, baseline, scores);
        if (PrincipalParts.Fit(rows) is not { } parts) return null;
        WeightedMean[] errors = new WeightedMean[blocks];
        WeightedMean all = default;
        for (int block = 0; block < blocks; block++)
        {
            int from = (int)((long)block * rows.Count / blocks);
            int to = (int)((long)(block + 1) * rows.Count / blocks);
            if (PrincipalParts.Fit([.. rows.Take(from), .. rows.Skip(to)]) is not { } others) return null;
            for (int i = from; i < to; i++) errors[block] += WeightedMean.Of(others.Error(rows[i]), 1);
            all += errors[block];
        }

        double mean = all.Sums.Sum / all.Mass.Weight;
        BlockDeviations deviations = new("joint");
        foreach (WeightedMean error in errors) deviations.Add(mean, QualityIntervals.Mean(error), (int)error.Mass.N);
        return mean > 0 && deviations.ToDeviation() is { } deviation ? new JointBaseline(parts, mean, deviation) : null;
    }

    private static List<double[]> Read(RowSample sample, Baseline baseline, RankScores scores)
    {
        FeatureCells cells = new(baseline);
        FeatureValue[] values = new FeatureValue[cells.Count];
        byte[] found = new byte[cells.Count];
        Dictionary<string, int>[] categories = [.. baseline.Features.Take(cells.Count).Select(SampledRows.PositionsOf)];
        List<double[]> rows = [];
        foreach (RowSample.Row row in sample.Rows)
        {
            sample.Read(row, baseline.Features, categories, values);
            cells.Find(values, found);
            double[] ranked = new double[scores.Count];
            scores.Find(found, ranked);
            rows.Add(ranked);
        }

        return rows;
    }
}
