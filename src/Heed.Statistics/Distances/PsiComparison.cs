namespace Heed.Statistics.Distances;

/// <summary>A population stability index and what its null distribution needs.</summary>
/// <param name="Psi">0 for equal shares, without an upper bound; NaN where a side is empty.</param>
/// <param name="Bins">B, the bins that entered.</param>
/// <param name="N">Values of the baseline.</param>
/// <param name="M">Values of the current sample.</param>
public readonly record struct PsiComparison(double Psi, int Bins, long N, long M);
