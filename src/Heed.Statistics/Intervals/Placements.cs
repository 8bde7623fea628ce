using Heed.Statistics.Quality;

namespace Heed.Statistics.Intervals;

/// <summary>Placement values: for a positive the share of negatives below it, for a negative the share of positives above it; ties count ½.</summary>
internal static class Placements
{
    /// <summary>Writes one a record, in input order.</summary>
    public static Refusal Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> scores, Span<double> placements, out int positives)
    {
        using ScoredClasses classes = ScoredClasses.Of(actual, scores);
        positives = classes.Positives.Length;
        if (classes.Refusal != Refusal.None) return classes.Refusal;
        for (int i = 0; i < actual.Length; i++)
        {
            ReadOnlySpan<double> others = actual[i] ? classes.Negatives : classes.Positives;
            double below = (CountBelow(others, scores[i], false) + CountBelow(others, scores[i], true)) / (2.0 * others.Length);
            placements[i] = actual[i] ? below : 1 - below;
        }

        return Refusal.None;
    }

    /// <summary>How many ascending values lie below, or at or below, a value: by halving.</summary>
    private static int CountBelow(ReadOnlySpan<double> sorted, double value, bool orEqual)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            bool below = sorted[middle] < value || (orEqual && sorted[middle] == value);
            low = below ? middle + 1 : low;
            high = below ? high : middle;
        }

        return low;
    }
}
