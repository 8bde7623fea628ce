using System.Buffers;

namespace Heed.Statistics.Intervals;

/// <summary>
/// DeLong's variance of the ROC AUC from placement values (for each positive the share of negatives below it, ties ½, and the reverse),
/// the interval AUC ± z·√variance, which is not cut at 0 and 1, and the test of two models on the same records. Assumes independent
/// records. Needs two of each class. A perfect or constant score has variance 0. Refused: as <see cref="Quality.RocAuc"/>, and fewer than
/// two of a class. Source: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837; in O(n log n) as X. Sun and W.
/// Xu, IEEE Signal Processing Letters 21 (2014) 1389. See docs/statistics/intervals.md.
/// </summary>
public static class DeLongInterval
{
    public static AucEstimate Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> scores)
    {
        double[] placements = ArrayPool<double>.Shared.Rent(Math.Max(1, actual.Length));
        Refusal refusal = Placements.Of(actual, scores, placements, out int positives);
        if (refusal == Refusal.None && (positives < 2 || actual.Length - positives < 2)) refusal = Refusal.TooFew;
        AucEstimate estimate = AucEstimate.Refused(refusal);
        if (refusal == Refusal.None)
        {
            Span<double> all = placements.AsSpan(0, actual.Length);
            estimate = new AucEstimate(Mean(actual, all, true), Covariance(actual, all, all, positives));
        }

        ArrayPool<double>.Shared.Return(placements);
        return estimate;
    }

    /// <summary>Compares two models that scored the same records.</summary>
    public static PairedAucComparison Compare(ReadOnlySpan<bool> actual, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(Math.Max(1, 2 * actual.Length));
        Span<double> a = rented.AsSpan(0, actual.Length);
        Span<double> b = rented.AsSpan(actual.Length, actual.Length);
        Refusal refusal = Placements.Of(actual, first, a, out int positives);
        if (refusal == Refusal.None) refusal = Placements.Of(actual, second, b, out _);
        if (refusal == Refusal.None && (positives < 2 || actual.Length - positives < 2)) refusal = Refusal.TooFew;
        PairedAucComparison comparison = PairedAucComparison.Refused(refusal);
        if (refusal == Refusal.None)
        {
            AucEstimate aucA = new(Mean(actual, a, true), Covariance(actual, a, a, positives));
            AucEstimate aucB = new(Mean(actual, b, true), Covariance(actual, b, b, positives));
            comparison = PairedAucComparison.Of(aucA, aucB, Covariance(actual, a, b, positives));
        }

        ArrayPool<double>.Shared.Return(rented);
        return comparison;
    }

    private static double Mean(ReadOnlySpan<bool> actual, ReadOnlySpan<double> placements, bool label)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] != label) continue;
            sum += placements[i];
            count++;
        }

        return sum / count;
    }

    /// <summary>The covariance of the placements of the positives over their number, plus that of the negatives over theirs.</summary>
    private static double Covariance(ReadOnlySpan<bool> actual, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int positives)
    {
        double m = positives;
        double n = actual.Length - positives;
        double sum = 0;
        double meanA1 = Mean(actual, a, true);
        double meanB1 = Mean(actual, b, true);
        double meanA0 = Mean(actual, a, false);
        double meanB0 = Mean(actual, b, false);
        for (int i = 0; i < actual.Length; i++)
        {
            sum += actual[i] ? (a[i] - meanA1) * (b[i] - meanB1) / (m * (m - 1)) : (a[i] - meanA0) * (b[i] - meanB0) / (n * (n - 1));
        }

        return sum;
    }
}
