using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// Finds pairs of number features of which each one's window matches the other's baseline and not its own: columns that trade places. The
/// distance is the largest difference between distribution functions at the edges of the drawn bins, so two features whose baselines are
/// alike cannot be found, and need not be.
/// </summary>
internal static class SwappedColumns
{
    /// <summary>A distance to the own baseline from which on a feature is suspected.</summary>
    public const double LeastOwn = 0.25;

    /// <summary>The distance to the other baseline is at most this part of the own one.</summary>
    private const double MostOther = 0.4;

    /// <summary>The partner of each feature; -1 without one.</summary>
    /// <param name="partners">As long as <paramref name="features"/>.</param>
    /// <returns>Pairs found.</returns>
    public static int Find(ReadOnlySpan<FeatureFigures> features, Span<int> partners)
    {
        partners.Fill(-1);
        int pairs = 0;
        for (int i = 0; i < features.Length; i++)
        {
            if (partners[i] >= 0 || !IsSuspect(features[i])) continue;
            int best = -1;
            double least = double.MaxValue;
            for (int k = i + 1; k < features.Length; k++)
            {
                if (partners[k] >= 0 || !IsSuspect(features[k]) || !Match(features[i], features[k], out double distance)) continue;
                if (distance >= least) continue;
                least = distance;
                best = k;
            }

            if (best < 0) continue;
            partners[i] = best;
            partners[best] = i;
            pairs++;
        }

        return pairs;
    }

    private static bool IsSuspect(FeatureFigures feature) => feature.Baseline.Kind == FeatureKind.Number && feature.Score >= LeastOwn;

    private static bool Match(FeatureFigures a, FeatureFigures b, out double distance)
    {
        double ofA = Distance(a, b.Baseline.Numbers!);
        double ofB = Distance(b, a.Baseline.Numbers!);
        distance = ofA + ofB;
        return ofA <= MostOther * a.Score && ofB <= MostOther * b.Score;
    }

    /// <summary>From a window to a baseline, at the edges of the window's own bins.</summary>
    private static double Distance(FeatureFigures window, NumberSummary baseline)
    {
        double[] edges = window.Baseline.Numbers!.DisplayEdges;
        double largest = 0;
        long below = 0;
        for (int i = 0; i < edges.Length; i++)
        {
            below += window.Counts[i];
            largest = Math.Max(largest, Math.Abs((below / (double)window.Values) - ShareBelow(baseline, edges[i])));
        }

        return largest;
    }

    private static double ShareBelow(NumberSummary baseline, double value)
    {
        int interval = baseline.Ecdf.IntervalOf(value);
        long below = 0;
        for (int i = 0; i < interval; i++) below += baseline.Ecdf.Counts[i];

        // Between two knots the values count as in the middle.
        if (interval % 2 == 0) below += baseline.Ecdf.Counts[interval] / 2;
        return below / (double)Math.Max(1, baseline.Ecdf.Total);
    }
}
