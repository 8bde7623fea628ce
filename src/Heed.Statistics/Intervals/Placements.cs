using Heed.Statistics.Quality;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Intervals;

/// <summary>
/// Placement values: for a positive the share of negatives below it, for a negative the share of positives above it; ties count ½.
/// </summary>
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
            (int under, int upTo) = SortedSearch.Around(others, scores[i]);
            double below = (under + (double)upTo) / (2.0 * others.Length);
            placements[i] = actual[i] ? below : 1 - below;
        }

        return Refusal.None;
    }
}
