using MathNet.Numerics;

namespace Heed.Statistics.Sequential;

/// <summary>
/// The least that a share is, valid at every moment at once: while the share is p, the chance that the bound is ever above p is at most α,
/// however often it is looked at and whenever one stops. For k of n trials, M(p) = ∫ q^k(1 − q)^(n−k) dF(q) / (p^k(1 − p)^(n−k)) with F the
/// Beta(½, 1) distribution, which small shares are near to; M is a fair game that begins at 1, and the bound is the least p with M(p) below 1/α.
/// Assumes trials that are independent, given the past. Source: J. Ville (1939); H. Robbins, Annals of Mathematical Statistics 41 (1970)
/// 1397. See docs/statistics/anytime-valid.md.
/// </summary>
public static class ShareSequence
{
    // Halvings of the interval between 0 and the share: to within a billionth of it.
    private const int Halvings = 30;

    // ln B(½, 1).
    private const double LogPrior = 0.6931471805599453;

    /// <param name="successes">At most <paramref name="trials"/>; at or below 0 the bound is 0.</param>
    /// <param name="logLevel">ln(1/α), above 0.</param>
    /// <param name="floor">A bound that is known already: where this one is no larger, the floor is returned at once.</param>
    public static double Least(double successes, double trials, double logLevel, double floor = 0)
    {
        if (!(successes > 0) || !(trials >= successes)) return floor;
        double share = successes / trials;
        double log = SpecialFunctions.GammaLn(successes + 0.5) + SpecialFunctions.GammaLn(trials - successes + 1)
            - SpecialFunctions.GammaLn(trials + 1.5) - LogPrior - logLevel;
        if (share <= floor || (floor > 0 && log < LogLikelihood(successes, trials, floor))) return floor;
        double low = floor;
        double high = share;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (log >= LogLikelihood(successes, trials, middle)) low = middle;
            else high = middle;
        }

        return low;
    }

    private static double LogLikelihood(double successes, double trials, double share) =>
        (successes * Math.Log(share)) + (trials > successes ? (trials - successes) * Math.Log(1 - share) : 0);
}
