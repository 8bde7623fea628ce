namespace Heed.Statistics.Quality;

/// <summary>
/// The area under the ROC curve: the share of pairs of a positive and a negative in which the positive has the higher score, ties
/// counting ½. 0 to 1, 0.5 for chance; any scale of scores, ±∞ included. Assumes nothing about the scores. An empty sample, a NaN score,
/// unequal lengths and a single class are refused. Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29. See
/// docs/statistics/quality.md.
/// </summary>
public static class RocAuc
{
    /// <summary>Allocates nothing in steady state; linear time in large samples.</summary>
    public static QualityScore Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> scores)
    {
        using ScoredClasses classes = ScoredClasses.Of(actual, scores);
        if (classes.Refusal != Refusal.None) return QualityScore.Refused(classes.Refusal);
        double twice = TwicePairsAbove(classes.Positives, classes.Negatives);
        return new QualityScore(twice / (2.0 * classes.Positives.Length * classes.Negatives.Length));
    }

    /// <summary>Twice the pairs of ascending samples with the first above the second, ties counting ½.</summary>
    internal static double TwicePairsAbove(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        // Below: values of the second sample under the present one of the first; upTo: also those equal to it.
        int below = 0;
        int upTo = 0;
        long twice = 0;
        foreach (double value in first)
        {
            while (below < second.Length && second[below] < value) below++;
            upTo = Math.Max(upTo, below);
            while (upTo < second.Length && second[upTo] == value) upTo++;
            twice += below + (long)upTo;
        }

        return twice;
    }
}
