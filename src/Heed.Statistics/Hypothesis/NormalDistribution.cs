using MathNet.Numerics;

namespace Heed.Statistics.Hypothesis;

/// <summary>The standard normal law, precise far into its tail.</summary>
public static class NormalDistribution
{
    private static readonly double Root2 = Math.Sqrt(2);

    /// <summary>P(Z ≥ z).</summary>
    public static double Survival(double z) => 0.5 * SpecialFunctions.Erfc(z / Root2);

    /// <summary>P(|Z| ≥ |z|), at most 1.</summary>
    public static double TwoSided(double z) => Math.Min(1, SpecialFunctions.Erfc(Math.Abs(z) / Root2));

    /// <summary>The value that a share of <paramref name="level"/> lies at or below.</summary>
    public static double Quantile(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, level);
}
