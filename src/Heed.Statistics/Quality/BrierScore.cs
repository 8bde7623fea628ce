namespace Heed.Statistics.Quality;

/// <summary>
/// The mean squared difference of probability and outcome: of two classes Σ(p − y)²/n, 0 to 1, ¼ for a constant ½; of several Σᵢ Σₖ (pᵢₖ −
/// 1[yᵢ = k])²/n, 0 to 2. A proper score that cannot be infinite. An empty sample, a value that is not in [0, 1], NaN and unequal lengths
/// are refused. Source: G. W. Brier, Monthly Weather Review 78 (1950) 1. See docs/statistics/quality.md.
/// </summary>
public static class BrierScore
{
    public static QualityScore Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities)
    {
        Refusal refusal = Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = probabilities[i] - (actual[i] ? 1 : 0);
            sum += difference * difference;
        }

        return new QualityScore(sum / actual.Length);
    }

    /// <param name="actual">The column of each row's true class.</param>
    /// <param name="probabilities">Rows of one probability a class.</param>
    public static QualityScore OfClasses(ReadOnlySpan<int> actual, ReadOnlySpan<double> probabilities, int classes)
    {
        Refusal refusal = Probabilities.CheckClasses(actual, probabilities, classes);
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double difference = probabilities[i] - (i % classes == actual[i / classes] ? 1 : 0);
            sum += difference * difference;
        }

        return new QualityScore(sum / actual.Length);
    }
}
