namespace Heed.Statistics.Hypothesis;

/// <summary>How strongly two categorical variables hang together.</summary>
/// <param name="V">Cramér's V, 0 to 1; too large in small samples.</param>
/// <param name="VCorrected">V after Bergsma's correction: near 0 for independent variables at any sample size.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct Association(double V, double VCorrected, Refusal Refusal = Refusal.None);
