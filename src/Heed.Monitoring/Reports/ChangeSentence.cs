using System.Globalization;

using Heed.Monitoring.Baselines;
using Heed.Monitoring.Windows;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Reports;

/// <summary>Says in words and in the feature's own units what differs from the baseline.</summary>
internal static class ChangeSentence
{
    // One value in twenty lies beyond each of these percentiles in the baseline; twice as many are worth a word.
    private const double NotableTail = 0.10;
    private const double NotableMissing = 0.01;

    public static string Of(FeatureFigures feature)
    {
        if (feature.Values == 0) return "no value yet";
        string sentence = feature.Baseline.Numbers is { } numbers ? Number(feature, numbers.Ecdf) : Category(feature);
        if (feature.MissingRatio > NotableMissing) sentence += Text($"; {feature.MissingRatio:P0} missing");
        if (feature.InvalidRatio > NotableMissing) sentence += Text($"; {feature.InvalidRatio:P0} of another type");
        return sentence;
    }

    private static string Number(FeatureFigures feature, EcdfSummary baseline)
    {
        if (baseline.Total == 0) return Text($"median {feature.Median:G4}, without a value in the baseline");
        string sentence = Text($"median {baseline.Quantile(0.5):G4} → {feature.Median:G4}");
        (double above, double below) = (feature.ShareAboveP95, feature.ShareBelowP05);
        if (above > NotableTail) sentence += Text($"; {above:P0} of values lie above the baseline's 95th percentile");
        if (below > NotableTail) sentence += Text($"; {below:P0} of values lie below the baseline's 5th percentile");
        return sentence;
    }

    private static string Category(FeatureFigures feature)
    {
        FeatureBaseline baseline = feature.Baseline;
        long total = baseline.ValueCount;
        int most = -1;
        double mostBefore = 0;
        double mostNow = 0;
        for (int i = 0; i < feature.Counts.Length; i++)
        {
            long count = i < baseline.Categories.Count ? baseline.CategoryCounts[i] : baseline.OtherCount;
            double before = total == 0 ? 0 : count / (double)total;
            double now = feature.Counts[i] / (double)feature.Values;
            if (most >= 0 && Math.Abs(now - before) <= Math.Abs(mostNow - mostBefore)) continue;
            (most, mostBefore, mostNow) = (i, before, now);
        }

        string name = most < baseline.Categories.Count ? $"\"{baseline.Categories[most]}\"" : "categories unknown to the baseline";
        return Text($"share of {name} {mostBefore:P0} → {mostNow:P0}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
