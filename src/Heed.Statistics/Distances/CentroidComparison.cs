namespace Heed.Statistics.Distances;

/// <summary>The distances of two mean embeddings.</summary>
/// <param name="L2">Euclidean; NaN where refused.</param>
/// <param name="CosineDistance">1 − cos of the angle; NaN where a mean is zero.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct CentroidComparison(double L2, double CosineDistance, Refusal Refusal = Refusal.None)
{
    internal static CentroidComparison Refused(Refusal refusal) => new(double.NaN, double.NaN, refusal);
}
