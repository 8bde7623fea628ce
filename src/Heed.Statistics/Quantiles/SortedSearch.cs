namespace Heed.Statistics.Quantiles;

/// <summary>Searches in ascending samples, by halving without a branch that depends on the data.</summary>
internal static class SortedSearch
{
    /// <summary>How many values lie below one.</summary>
    public static int Below(ReadOnlySpan<double> sorted, double value)
    {
        int at = 0;
        for (int rest = sorted.Length; rest > 0;)
        {
            int half = (rest + 1) >>> 1;
            at += sorted[at + half - 1] < value ? half : 0;
            rest -= half;
        }

        return at;
    }

    /// <summary>How many values lie below one, and how many at or below it.</summary>
    public static (int Below, int UpTo) Around(ReadOnlySpan<double> sorted, double value)
    {
        int below = Below(sorted, value);
        int upTo = below;
        if (upTo < sorted.Length && sorted[upTo] == value)
        {
            // The next larger double bounds the run of equal ones.
            upTo = value == double.PositiveInfinity ? sorted.Length : below + Below(sorted[below..], Math.BitIncrement(value));
        }

        return (below, upTo);
    }
}
