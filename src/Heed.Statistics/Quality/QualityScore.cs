namespace Heed.Statistics.Quality;

/// <summary>One figure of a model's quality.</summary>
/// <param name="Value">NaN where refused.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct QualityScore(double Value, Refusal Refusal = Refusal.None)
{
    internal static QualityScore Refused(Refusal refusal) => new(double.NaN, refusal);
}
