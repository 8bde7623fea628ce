namespace Heed.Statistics.Tests;

/// <summary>Seeded simulations of tests when nothing changed.</summary>
internal static class Simulation
{
    /// <summary>The share of trials whose p-value is below 5 %.</summary>
    public static double AlarmShare(int trials, int n, int m, Func<double[], double[], double> pValue)
    {
        int alarms = 0;
        for (int i = 0; i < trials; i++)
        {
            double[] x = SampleGenerator.Draw("normal12", (ulong)(9_000 + (2 * i)), n, 0, 1);
            double[] y = SampleGenerator.Draw("normal12", (ulong)(9_001 + (2 * i)), m, 0, 1);
            if (pValue(x, y) < 0.05) alarms++;
        }

        return alarms / (double)trials;
    }
}
