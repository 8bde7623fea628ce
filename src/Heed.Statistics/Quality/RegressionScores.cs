namespace Heed.Statistics.Quality;

/// <summary>
/// Errors of a regression, with d = predicted − true. Assumes finite values. The mean of absolute percentages leaves true zeros out, and
/// is NaN where all are zero. Source: textbook; R. J. Hyndman and A. B. Koehler, International Journal of Forecasting 22 (2006) 679. See
/// docs/statistics/quality.md.
/// </summary>
/// <param name="Count">Records.</param>
/// <param name="MeanAbsoluteError">Σ|d|/n, in the unit of the values.</param>
/// <param name="MeanSquaredError">Σd²/n, in its square.</param>
/// <param name="Bias">Σd/n: positive where predictions are too high.</param>
/// <param name="MedianAbsoluteError">The middle |d|, or the mean of the middle two.</param>
/// <param name="LargestError">max |d|.</param>
/// <param name="SymmetricPercentage">Mean of 2|d|/(|true| + |predicted|), 0 to 2, 0/0 is 0.</param>
/// <param name="AbsolutePercentage">Mean of |d/true| as a fraction over records whose truth is not 0.</param>
/// <param name="Zeros">Records whose truth is 0.</param>
/// <param name="R2">1 − Σd²/Σ(true − mean)²; for a constant truth 1 if perfect, else 0; NaN for a single record.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct RegressionScores(
    long Count,
    double MeanAbsoluteError,
    double MeanSquaredError,
    double Bias,
    double MedianAbsoluteError,
    double LargestError,
    double SymmetricPercentage,
    double AbsolutePercentage,
    long Zeros,
    double R2,
    Refusal Refusal = Refusal.None)
{
    /// <summary>√(Σd²/n), in the unit of the values.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    internal static RegressionScores Refused(Refusal refusal) => new(
        0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, double.NaN, refusal);
}
