namespace Heed.Statistics.Quality;

/// <summary>
/// What a calibrated binary model's quality should be without any label: with p the calibrated probability of the positive class,
/// TP = Σ p over predicted positives, FP = Σ (1 − p) over them, FN = Σ p over predicted negatives, TN = Σ (1 − p). Every ratio 0/0 is
/// 0. It holds exactly as long as the probabilities are calibrated on the present data: when the relation of inputs and outcomes changes,
/// it does not notice. Source: J. Białek et al., arXiv:2401.08348 (2024). See docs/statistics/quality.md.
/// </summary>
/// <param name="TruePositives">Expected.</param>
/// <param name="FalsePositives">Expected.</param>
/// <param name="FalseNegatives">Expected.</param>
/// <param name="TrueNegatives">Expected.</param>
/// <param name="RocAuc">Expected; NaN where one class has no expected mass.</param>
/// <param name="Deviation">The standard deviation of the number of right predictions that chance gives if the probabilities are
/// true.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct EstimatedPerformance(
    double TruePositives,
    double FalsePositives,
    double FalseNegatives,
    double TrueNegatives,
    double RocAuc,
    double Deviation,
    Refusal Refusal = Refusal.None)
{
    public double Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public double Accuracy => Ratio(TruePositives + TrueNegatives, Total);

    /// <summary>The standard deviation of the accuracy from chance alone.</summary>
    public double AccuracyDeviation => Ratio(Deviation, Total);

    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    public double Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    internal static EstimatedPerformance Refused(Refusal refusal) =>
        new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, refusal);

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
