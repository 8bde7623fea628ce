namespace Heed.Statistics.Anomalies;

/// <summary>How deep a search in a random binary tree goes.</summary>
public static class PathLength
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>
    /// c(n) = 2·H(n − 1) − 2(n − 1)/n with the exact harmonic number: the mean depth at which a search among n points ends without
    /// success. 0 for fewer than two.
    /// </summary>
    public static double Average(long n) => n < 2 ? 0 : (2 * Harmonic(n - 1)) - (2.0 * (n - 1) / n);

    private static double Harmonic(long i)
    {
        if (i < 64)
        {
            double sum = 0;
            for (long k = i; k >= 1; k--) sum += 1.0 / k;
            return sum;
        }

        // Euler and Maclaurin's series: its next term is below 1e-16 from here on.
        double inverse = 1.0 / i;
        double square = inverse * inverse;
        return Math.Log(i) + EulerGamma + (inverse / 2) - (square / 12) + (square * square / 120) - (square * square * square / 252);
    }
}
