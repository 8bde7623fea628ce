namespace Heed.Monitoring.Drift.Presets;

/// <summary>Every category of either side with its rows, as both tools count them.</summary>
internal static class CategoryUnion
{
    public static (long[] Baseline, long[] Current, string[] Names) Of(ColumnProfile baseline, ColumnProfile current)
    {
        IReadOnlyDictionary<string, long> before = baseline.Categories().Counts;
        IReadOnlyDictionary<string, long> now = current.Categories().Counts;
        string[] names = [.. before.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return ([.. names.Select(n => before.GetValueOrDefault(n))], [.. names.Select(n => now.GetValueOrDefault(n))], names);
    }

    public static double[] Weights(long[] counts) => [.. counts.Select(c => (double)c)];
}
