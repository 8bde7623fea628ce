namespace Heed.Statistics.Quality;

/// <summary>
/// The mean of −ln of the probability that was given to what happened, in nats: 0 is perfect, ln 2 = 0.693 a constant ½. Probabilities are
/// held within [clip, 1 − clip], for a single certain and wrong prediction would make it infinite. An empty sample, a value that is not in
/// [0, 1], NaN and unequal lengths are refused. Source: I. J. Good, JRSS B 14 (1952) 107. See docs/statistics/quality.md.
/// </summary>
public static class LogLoss
{
    public const double DefaultClip = 1e-15;

    /// <summary>scikit-learn's clip for doubles.</summary>
    public const double MachineClip = 2.220446049250313e-16;

    public static QualityScore Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities, double clip = DefaultClip)
    {
        Refusal refusal = Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double p = Math.Clamp(probabilities[i], clip, 1 - clip);
            sum -= Math.Log(actual[i] ? p : 1 - p);
        }

        return new QualityScore(sum / actual.Length);
    }

    /// <param name="actual">The column of each row's true class.</param>
    /// <param name="probabilities">Rows of one probability a class.</param>
    public static QualityScore OfClasses(ReadOnlySpan<int> actual, ReadOnlySpan<double> probabilities, int classes,
        double clip = DefaultClip)
    {
        Refusal refusal = Probabilities.CheckClasses(actual, probabilities, classes);
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++) sum -= Math.Log(Math.Clamp(probabilities[(i * classes) + actual[i]], clip, 1 - clip));
        return new QualityScore(sum / actual.Length);
    }
}
