namespace Heed.Statistics.Quality;

/// <summary>
/// Average precision, the step-wise area under the precision–recall curve: Σ (Rₖ − Rₖ₋₁)·Pₖ over the distinct scores in descending order.
/// 0 to 1; chance gives the share of positives, so figures of windows with other shares do not compare. Ties enter together. An empty
/// sample, a NaN score, unequal lengths and a single class are refused. Source: J. Davis and M. Goadrich, ICML (2006) 233, against linear
/// interpolation; the sum is scikit-learn's. See docs/statistics/quality.md.
/// </summary>
public static class AveragePrecision
{
    public static QualityScore Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> scores)
    {
        using ScoredClasses classes = ScoredClasses.Of(actual, scores);
        if (classes.Refusal != Refusal.None) return QualityScore.Refused(classes.Refusal);
        ReadOnlySpan<double> positives = classes.Positives;
        ReadOnlySpan<double> negatives = classes.Negatives;
        double sum = 0;
        int i = positives.Length;
        int j = negatives.Length;
        while (i > 0)
        {
            int from = i;
            double at = positives[i - 1];
            while (i > 0 && positives[i - 1] == at) i--;
            while (j > 0 && negatives[j - 1] >= at) j--;
            double hits = positives.Length - i;
            sum += (from - i) * hits / (hits + (negatives.Length - j));
        }

        return new QualityScore(sum / positives.Length);
    }
}
