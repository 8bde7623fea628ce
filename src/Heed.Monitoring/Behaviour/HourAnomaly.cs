using Heed.Statistics;
using Heed.Statistics.Anomalies;

namespace Heed.Monitoring.Behaviour;

/// <summary>How unlike a model's past an hour was.</summary>
/// <param name="Score">Of the isolation forest: about 0.5 for ordinary hours, towards 1 for strange ones.</param>
/// <param name="PValue">The share of past hours that are at least as strange, the hour itself counted.</param>
/// <param name="Contributions">By <see cref="HourFigure"/>: by how much the score falls when that figure takes its middle value.</param>
internal sealed record HourAnomaly(double Score, double PValue, double[] Contributions)
{
    private const int Trees = 32;
    private const int Subsample = 256;

    /// <summary>
    /// The forest is made of hours of the past, evenly spread, and of this one like any other: so it also cuts where no past hour has
    /// been, which a forest of the past alone does not, and an hour like the others is as likely as any of them to be the strangest.
    /// </summary>
    /// <param name="history">Of hours before.</param>
    /// <param name="row">Of the hour; NaN for what it does not say.</param>
    public static HourAnomaly Of(HourHistory history, ReadOnlySpan<double> row, ulong seed)
    {
        double[] middles = new double[HourHistory.Columns];
        double[] rows = history.FilledWith(row, middles);
        IsolationForest forest = IsolationForest.Fit(Sample(rows), HourHistory.Columns, seed, out Refusal refusal, Trees, Subsample)
            ?? throw new InvalidOperationException($"the past of a model makes no forest: {refusal}");
        double[] scores = new double[history.Count + 1];
        forest.Score(rows, scores);
        int asStrange = 0;
        foreach (double other in scores) asStrange += other >= scores[^1] ? 1 : 0;
        double[] hour = rows[^HourHistory.Columns..];
        return new HourAnomaly(scores[^1], asStrange / (double)scores.Length, ContributionsTo(scores[^1], forest, hour, middles));
    }

    /// <summary>The last row and rows before it at even distances.</summary>
    private static double[] Sample(double[] rows)
    {
        const int columns = HourHistory.Columns;
        int count = rows.Length / columns;
        if (count <= Subsample) return rows;
        double[] sample = new double[Subsample * columns];
        for (int i = 0; i < Subsample; i++)
        {
            int from = (int)(((i + 1L) * count / Subsample) - 1);
            rows.AsSpan(from * columns, columns).CopyTo(sample.AsSpan(i * columns));
        }

        return sample;
    }

    private static double[] ContributionsTo(double score, IsolationForest forest, double[] hour, double[] middles)
    {
        double[] contributions = new double[hour.Length];
        for (int k = 0; k < hour.Length; k++)
        {
            double value = hour[k];
            hour[k] = middles[k];
            contributions[k] = score - forest.Score(hour);
            hour[k] = value;
        }

        return contributions;
    }
}
