using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>A binary model's answers by label. A ratio without records is <see cref="Interval.None"/>.</summary>
internal readonly record struct Confusion(Mass TruePositives, Mass FalsePositives, Mass FalseNegatives, Mass TrueNegatives)
{
    public Mass PredictedPositives => TruePositives + FalsePositives;

    public Mass Positives => TruePositives + FalseNegatives;

    /// <summary>Records that are positive, predicted positive, or both: those that F1 rests on.</summary>
    public Mass Involved => TruePositives + FalsePositives + FalseNegatives;

    /// <param name="tally">Of <see cref="BinaryQuality"/>.</param>
    public static Confusion Of(OutcomeTally tally)
    {
        Confusion sum = default;
        for (int i = 0; i < tally.Cells.Length; i += 4)
        {
            sum = new Confusion(
                sum.TruePositives + tally.Cells[i + 3].Mass,
                sum.FalsePositives + tally.Cells[i + 1].Mass,
                sum.FalseNegatives + tally.Cells[i + 2].Mass,
                sum.TrueNegatives + tally.Cells[i].Mass);
        }

        return sum;
    }

    public Interval Precision() => QualityIntervals.Share(PredictedPositives, TruePositives.Weight);

    public Interval Recall() => QualityIntervals.Share(Positives, TruePositives.Weight);

    /// <summary>F1 is 2J/(1 + J) of the share J = TP/(TP + FP + FN), which rises with J: the bounds of J give those of F1.</summary>
    public Interval F1()
    {
        Interval share = QualityIntervals.Share(Involved, TruePositives.Weight);
        return new Interval(OfShare(share.Value), OfShare(share.Lower), OfShare(share.Upper));
    }

    private static double OfShare(double share) => 2 * share / (1 + share);
}
