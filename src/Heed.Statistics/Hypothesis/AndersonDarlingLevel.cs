namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Significance levels of the k-sample Anderson–Darling statistic: ln(level) is a parabola through the critical values
/// b₀ + b₁/√(k − 1) + b₂/(k − 1), fitted by least squares. Source of the table: Scholz and Stephens (1987), table 2.
/// </summary>
internal static class AndersonDarlingLevel
{
    private static readonly double[] Levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
    private static readonly double[] B0 = [0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085];
    private static readonly double[] B1 = [-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615];
    private static readonly double[] B2 = [-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154];

    public static double Of(double statistic, int samples)
    {
        double m = samples - 1;
        Span<double> critical = stackalloc double[Levels.Length];
        double mean = 0;
        for (int i = 0; i < critical.Length; i++)
        {
            critical[i] = B0[i] + (B1[i] / Math.Sqrt(m)) + (B2[i] / m);
            mean += critical[i] / critical.Length;
        }

        if (statistic <= critical[0]) return Levels[0];
        if (statistic >= critical[^1]) return Levels[^1];
        double level = Math.Exp(Parabola(critical, mean, statistic - mean));
        return Math.Clamp(level, Levels[^1], Levels[0]);
    }

    /// <summary>The value at an offset from the mean of the parabola of least squares, by Cramer's rule on centred abscissas.</summary>
    private static double Parabola(ReadOnlySpan<double> x, double mean, double at)
    {
        double n = x.Length;
        double x2 = 0;
        double x3 = 0;
        double x4 = 0;
        double y = 0;
        double xy = 0;
        double x2y = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double d = x[i] - mean;
            double v = Math.Log(Levels[i]);
            x2 += d * d;
            x3 += d * d * d;
            x4 += d * d * d * d;
            y += v;
            xy += d * v;
            x2y += d * d * v;
        }

        // The normal equations; Σd = 0 by centring.
        double determinant = (n * ((x2 * x4) - (x3 * x3))) - (x2 * x2 * x2);
        double constant = ((y * ((x2 * x4) - (x3 * x3))) + (x2 * ((xy * x3) - (x2 * x2y)))) / determinant;
        double linear = ((n * ((xy * x4) - (x3 * x2y))) + (x2 * ((y * x3) - (x2 * xy)))) / determinant;
        double square = ((n * ((x2 * x2y) - (x3 * xy))) - (x2 * x2 * y)) / determinant;
        return constant + (linear * at) + (square * at * at);
    }
}
