namespace Heed.Statistics.Calibration;

/// <summary>How far probabilities are from what happened.</summary>
/// <param name="Expected">The mean gap over records; NaN where refused.</param>
/// <param name="Largest">The largest gap of a group.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct CalibrationScores(double Expected, double Largest, Refusal Refusal = Refusal.None)
{
    internal static CalibrationScores Refused(Refusal refusal) => new(double.NaN, double.NaN, refusal);
}
