namespace Heed.Statistics.Calibration;

/// <summary>One group of a reliability diagram. Sums, so that the groups of two windows add up.</summary>
/// <param name="Count">Records.</param>
/// <param name="Positives">Records of the positive class.</param>
/// <param name="ProbabilitySum">Σ p.</param>
public readonly record struct ReliabilityBin(long Count, long Positives, double ProbabilitySum)
{
    /// <summary>NaN in an empty group.</summary>
    public double MeanProbability => ProbabilitySum / Count;

    /// <summary>The share that happened; NaN in an empty group.</summary>
    public double Share => Positives / (double)Count;

    public static ReliabilityBin operator +(ReliabilityBin left, ReliabilityBin right) =>
        new(left.Count + right.Count, left.Positives + right.Positives, left.ProbabilitySum + right.ProbabilitySum);
}
