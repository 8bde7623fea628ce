using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Notation;

namespace Heed.Rules.RuleTests;

/// <summary>Whether a value is the expected one, and how people read it.</summary>
internal static class SampleComparison
{
    public static bool Agree(NotedSample expected, NotedSample got, bool fuzzy)
    {
        if (expected.Histogram is null || got.Histogram is null)
        {
            return expected.Histogram is null == got.Histogram is null && Agree(expected.Value, got.Value, fuzzy);
        }

        NativeHistogram wanted = expected.HasHint ? expected.Histogram : expected.Histogram with { ResetHint = got.Histogram.ResetHint };
        return HistogramNotation.Print(wanted) == HistogramNotation.Print(got.Histogram);
    }

    public static string Print(LabelSet labels, NotedSample sample)
    {
        string value = sample.Histogram is { } histogram ? HistogramNotation.Print(histogram) : GoNumber.FormatShort(sample.Value);
        return $"{labels} {value}";
    }

    /// <summary>The same value, any NaN for a NaN; fuzzily, its neighbours as well.</summary>
    private static bool Agree(double expected, double got, bool fuzzy) =>
        expected.Equals(got) || expected == got || (fuzzy && (Math.BitIncrement(expected) == got || Math.BitDecrement(expected) == got));
}
