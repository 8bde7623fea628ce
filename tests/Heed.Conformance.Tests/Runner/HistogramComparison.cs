using Heed.Model.Histograms;
using Heed.Query.Notation;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Whether a histogram is what a script expects, empty buckets apart.</summary>
internal static class HistogramComparison
{
    /// <summary>The difference, or null for none.</summary>
    public static string? Compare(NotedSample expected, NativeHistogram actual)
    {
        NativeHistogram wanted = expected.Histogram!;
        if (wanted.Schema != actual.Schema) return $"expected schema {wanted.Schema}, got {actual.Schema}";
        if (wanted.ZeroThreshold != actual.ZeroThreshold) return $"expected zero threshold {wanted.ZeroThreshold:R}, got {actual.ZeroThreshold:R}";
        if (!BucketBounds.AreSame(wanted.CustomBounds, actual.CustomBounds))
        {
            return $"expected bounds {string.Join(' ', wanted.CustomBounds)}, got {string.Join(' ', actual.CustomBounds)}";
        }

        if (expected.HasHint && wanted.ResetHint != actual.ResetHint) return $"expected hint {wanted.ResetHint}, got {actual.ResetHint}";
        return Number("count", wanted.Count, actual.Count)
            ?? Number("sum", wanted.Sum, actual.Sum)
            ?? Number("zero bucket", wanted.ZeroCount, actual.ZeroCount)
            ?? Buckets("positive", wanted.PositiveSide, actual.PositiveSide)
            ?? Buckets("negative", wanted.NegativeSide, actual.NegativeSide);
    }

    private static string? Number(string what, double expected, double actual) =>
        ValueComparison.Number(expected, actual) is { } difference ? $"{what}: {difference}" : null;

    private static string? Buckets(string side, BucketCursor expected, BucketCursor actual)
    {
        List<(int Index, double Count)> wanted = Populated(expected);
        List<(int Index, double Count)> found = Populated(actual);
        bool same = wanted.Count == found.Count
            && wanted.Zip(found).All(p => p.First.Index == p.Second.Index && ValueComparison.AlmostEqual(p.First.Count, p.Second.Count));
        return same ? null : $"expected {side} buckets {string.Join(' ', wanted)}, got {string.Join(' ', found)}";
    }

    private static List<(int Index, double Count)> Populated(BucketCursor cursor)
    {
        List<(int Index, double Count)> buckets = [];
        while (cursor.MoveNext())
        {
            if (cursor.Count != 0) buckets.Add((cursor.Index, cursor.Count));
        }

        return buckets;
    }
}
