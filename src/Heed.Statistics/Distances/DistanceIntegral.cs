namespace Heed.Statistics.Distances;

/// <summary>Integrals of the difference of two empirical distribution functions, in one pass over both ascending samples.</summary>
internal static class DistanceIntegral
{
    /// <summary>∫|F − G| dx, or ∫(F − G)² dx.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool squared)
    {
        double perX = 1.0 / x.Length;
        double perY = 1.0 / y.Length;
        double sum = 0;
        int i = 0;
        int j = 0;
        double previous = Math.Min(x[0], y[0]);
        while (i < x.Length && j < y.Length)
        {
            double a = x[i];
            double b = y[j];
            double at = Math.Min(a, b);
            double difference = (i * perX) - (j * perY);
            sum += (squared ? difference * difference : Math.Abs(difference)) * (at - previous);
            previous = at;

            // Both move over a tie; neither branch depends on the data.
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        for (; i < x.Length; i++) Add(x[i], (i * perX) - 1);
        for (; j < y.Length; j++) Add(y[j], 1 - (j * perY));
        return sum;

        void Add(double at, double difference)
        {
            sum += (squared ? difference * difference : Math.Abs(difference)) * (at - previous);
            previous = at;
        }
    }
}
