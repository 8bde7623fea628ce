namespace Heed.Statistics.Tests;

/// <summary>The generator of the golden vectors: SplitMix64 and the distributions made of it.</summary>
internal static class SampleGenerator
{
    public static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public static double Uniform(ref ulong state) => (Next(ref state) >> 11) * (1.0 / 9007199254740992.0);

    public static double[] Draw(string distribution, ulong seed, int n, double a, double b)
    {
        double[] values = new double[n];
        ulong state = seed;
        for (int i = 0; i < n; i++) values[i] = One(distribution, ref state, a, b);
        return values;
    }

    private static double One(string distribution, ref ulong state, double a, double b)
    {
        if (distribution is "normal12" or "lognormal12")
        {
            double sum = 0;
            for (int k = 0; k < 12; k++) sum += Uniform(ref state);
            double normal = a + (b * (sum - 6));
            return distribution == "normal12" ? normal : Math.Exp(normal);
        }

        double u = Uniform(ref state);
        double v = u + (0.5 / 9007199254740992.0);
        return distribution switch
        {
            "uniform" => a + ((b - a) * u),
            "exponential" => -a * Math.Log(1 - u),
            "logistic" => a + (b * Math.Log(v / (1 - v))),
            "pareto" => b * Math.Pow(1 - u, -1 / a),
            "cauchy" => a + (b * Math.Tan(Math.PI * (v - 0.5))),
            "lattice" => Math.Floor(a * u) + b,
            "bernoulli" => u < a ? 1 : 0,
            "constant" => a,
            _ => throw new InvalidOperationException($"expected a known distribution, found {distribution}"),
        };
    }
}
