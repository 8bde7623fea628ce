using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Heed.Statistics.Hypothesis;

/// <summary>The chi-square law.</summary>
internal static class ChiSquareDistribution
{
    /// <summary>P(X ≥ value), precise far into the tail; 1 with no degree of freedom.</summary>
    public static double Survival(double value, int freedom) =>
        double.IsNaN(value) ? double.NaN : value <= 0
            || freedom == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, value / 2);

    /// <summary>The value that a share of <paramref name="level"/> lies at or below.</summary>
    public static double Quantile(double level, int freedom)
    {
        double x = ChiSquared.InvCDF(freedom, level);

        // The library stops at eight digits; one step of Newton squares that.
        double density = ChiSquared.PDF(freedom, x);
        return density > 0 ? x - ((SpecialFunctions.GammaLowerRegularized(freedom / 2.0, x / 2) - level) / density) : x;
    }
}
