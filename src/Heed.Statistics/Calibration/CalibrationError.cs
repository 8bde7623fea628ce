using System.Buffers;

using Heed.Statistics.Quality;

namespace Heed.Statistics.Calibration;

/// <summary>
/// How far probabilities are from the shares that happened, over groups of records: expected Σ (n_b/n)·|mean p − mean y| and largest max
/// |mean p − mean y| over the groups that have records; each 0 to 1. Groups of equal width on [0, 1] (edges are the doubles i/B, lower
/// edge in, the last closed), or of equal count in the order of p (stable; the first n mod B groups have one more). Biased upwards: a
/// perfectly calibrated model of few records does not reach 0. Refused: an empty sample, a value not in [0, 1], NaN, unequal lengths,
/// fewer than one group. Source: M. P. Naeini, G. F. Cooper and M. Hauskrecht, AAAI 29 (2015) 2901. See docs/statistics/calibration.md.
/// </summary>
public static class CalibrationError
{
    public const int DefaultBins = 10;

    public static CalibrationScores ByWidth(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities, int bins = DefaultBins)
    {
        Refusal refusal = bins < 1 ? Refusal.OutOfRange : Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return CalibrationScores.Refused(refusal);
        ReliabilityBin[] rented = ArrayPool<ReliabilityBin>.Shared.Rent(bins);
        ReliabilityBins.ByWidth(actual, probabilities, rented.AsSpan(0, bins));
        CalibrationScores scores = Of(rented.AsSpan(0, bins), actual.Length);
        ArrayPool<ReliabilityBin>.Shared.Return(rented);
        return scores;
    }

    public static CalibrationScores ByCount(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities, int bins = DefaultBins)
    {
        Refusal refusal = bins < 1 ? Refusal.OutOfRange : Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return CalibrationScores.Refused(refusal);
        ReliabilityBin[] rented = ArrayPool<ReliabilityBin>.Shared.Rent(bins);
        ReliabilityBins.ByCount(actual, probabilities, rented.AsSpan(0, bins));
        CalibrationScores scores = Of(rented.AsSpan(0, bins), actual.Length);
        ArrayPool<ReliabilityBin>.Shared.Return(rented);
        return scores;
    }

    private static CalibrationScores Of(ReadOnlySpan<ReliabilityBin> bins, double n)
    {
        double expected = 0;
        double largest = 0;
        foreach (ReliabilityBin bin in bins)
        {
            if (bin.Count == 0) continue;
            double gap = Math.Abs(bin.MeanProbability - bin.Share);
            expected += bin.Count / n * gap;
            largest = Math.Max(largest, gap);
        }

        return new CalibrationScores(expected, largest);
    }
}
