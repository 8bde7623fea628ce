using System.Buffers;

using Heed.Statistics.Quality;

namespace Heed.Statistics.Calibration;

/// <summary>
/// The groups of a reliability diagram: see <see cref="CalibrationError"/> for their convention, and docs/statistics/calibration.md.
/// </summary>
public static class ReliabilityBins
{
    /// <summary>Overwrites <paramref name="bins"/> by groups of equal width on [0, 1]; returns why it cannot.</summary>
    public static Refusal ByWidth(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities, Span<ReliabilityBin> bins)
    {
        Refusal refusal = bins.IsEmpty ? Refusal.OutOfRange : Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return refusal;
        bins.Clear();
        for (int i = 0; i < actual.Length; i++)
        {
            double p = probabilities[i];
            int bin = Math.Min((int)(p * bins.Length), bins.Length - 1);

            // The product can round across an edge; the edges are the doubles i/B.
            if (bin + 1 < bins.Length && p >= (bin + 1) / (double)bins.Length) bin++;
            else if (p < bin / (double)bins.Length) bin--;
            bins[bin] += new ReliabilityBin(1, actual[i] ? 1 : 0, p);
        }

        return Refusal.None;
    }

    /// <summary>Overwrites <paramref name="bins"/> by groups of equal count in ascending order of p; returns why it cannot.</summary>
    public static Refusal ByCount(ReadOnlySpan<bool> actual, ReadOnlySpan<double> probabilities, Span<ReliabilityBin> bins)
    {
        Refusal refusal = bins.IsEmpty ? Refusal.OutOfRange : Probabilities.Check(actual.Length, probabilities);
        if (refusal != Refusal.None) return refusal;
        int n = actual.Length;
        (double P, int Row)[] order = ArrayPool<(double, int)>.Shared.Rent(n);
        for (int i = 0; i < n; i++) order[i] = (probabilities[i], i);
        order.AsSpan(0, n).Sort();
        int next = 0;
        for (int b = 0; b < bins.Length; b++)
        {
            ReliabilityBin bin = default;
            int end = next + (n / bins.Length) + (b < n % bins.Length ? 1 : 0);
            for (; next < end; next++) bin += new ReliabilityBin(1, actual[order[next].Row] ? 1 : 0, order[next].P);
            bins[b] = bin;
        }

        ArrayPool<(double, int)>.Shared.Return(order);
        return Refusal.None;
    }
}
