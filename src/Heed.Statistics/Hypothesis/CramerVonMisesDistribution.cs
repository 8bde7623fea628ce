using MathNet.Numerics;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// The limit law of the Cramér–von Mises statistic: F(x) = Σ Γ(k + ½)/(k!·π^{3/2}·√x)·√(4k + 1)·e^{−q}·K_{1/4}(q) with
/// q = (4k + 1)²/(16x). Source: S. Csörgő and J. J. Faraway, JRSS B 58 (1996) 221, equation 1.2.
/// </summary>
internal static class CramerVonMisesDistribution
{
    // The integrand is analytic and falls off doubly exponentially: the rectangle rule is exact to the last bits at this step.
    private const double Step = 1.0 / 16;

    public static double Cumulative(double x)
    {
        double sum = 0;
        for (int k = 0; k < 200; k++)
        {
            double y = (4 * k) + 1;
            double coefficient = Math.Exp(SpecialFunctions.GammaLn(k + 0.5) - SpecialFunctions.GammaLn(k + 1)) / (Math.Pow(Math.PI, 1.5)
                * Math.Sqrt(x));
            double term = coefficient * Math.Sqrt(y) * ScaledBessel(y * y / (16 * x));
            sum += term;
            if (term <= 1e-17 * sum) break;
        }

        return sum;
    }

    /// <summary>e^{−q}·K_{1/4}(q) = ∫₀^∞ exp(−q(1 + cosh t))·cosh(t/4) dt.</summary>
    private static double ScaledBessel(double q)
    {
        double sum = 0.5 * Math.Exp(-2 * q);
        for (int i = 1; i < 1000; i++)
        {
            double t = i * Step;
            double exponent = -q * (1 + Math.Cosh(t));
            if (exponent < -745) break;
            sum += Math.Exp(exponent) * Math.Cosh(t / 4);
        }

        return sum * Step;
    }
}
