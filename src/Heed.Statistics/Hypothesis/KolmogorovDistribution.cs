namespace Heed.Statistics.Hypothesis;

/// <summary>The limit distribution of √n·D, as SciPy's <c>kstwobign</c>.</summary>
public static class KolmogorovDistribution
{
    // Where the two series meet; either is exact to the last bits there after a handful of terms.
    private const double SeriesBorder = 1.18;

    /// <summary>
    /// Q(t) = 2·Σ (−1)^(k−1)·exp(−2k²t²): the probability of exceeding t. 1 at t ≤ 0, NaN at NaN. Below t = 1.18 the theta
    /// transform 1 − √(2π)/t·Σ exp(−(2k−1)²π²/(8t²)) is summed instead, because it converges there.
    /// </summary>
    public static double Survival(double t)
    {
        if (double.IsNaN(t)) return double.NaN;
        if (t <= 0) return 1;
        double sum = 0;
        if (t < SeriesBorder)
        {
            double scale = Math.PI * Math.PI / (8 * t * t);
            for (int k = 1; k <= 9; k += 2) sum += Math.Exp(-k * k * scale);
            return 1 - (Math.Sqrt(2 * Math.PI) / t * sum);
        }

        for (int k = 1; k <= 6; k++)
        {
            double term = Math.Exp(-2.0 * k * k * t * t);
            sum += k % 2 == 1 ? term : -term;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
