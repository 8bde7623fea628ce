using System.Buffers;

namespace Heed.Statistics.Quality;

/// <summary>
/// Estimates a binary model's quality from calibrated probabilities: see <see cref="EstimatedPerformance"/>. The ROC curve orders the rows
/// by raw score, so that a calibration that ties scores does not change the order; one point a distinct score, area by trapezoids.
/// Refused: an empty sample, unequal lengths, a probability outside [0, 1], NaN. See docs/statistics/quality.md.
/// </summary>
public static class ConfidenceBasedEstimation
{
    /// <param name="calibrated">Probability of the positive class.</param>
    /// <param name="scores">What the model gave; orders the ROC curve.</param>
    /// <param name="predicted">The class that the model decided on.</param>
    public static EstimatedPerformance Of(ReadOnlySpan<double> calibrated, ReadOnlySpan<double> scores, ReadOnlySpan<bool> predicted)
    {
        Refusal refusal = Probabilities.Check(predicted.Length, calibrated);
        if (refusal == Refusal.None && scores.Length != predicted.Length) refusal = Refusal.LengthMismatch;
        if (refusal == Refusal.None && Contains(scores, double.NaN)) refusal = Refusal.NonFinite;
        if (refusal != Refusal.None) return EstimatedPerformance.Refused(refusal);
        double tp = 0;
        double fp = 0;
        double fn = 0;
        double tn = 0;
        double variance = 0;
        for (int i = 0; i < calibrated.Length; i++)
        {
            double p = calibrated[i];
            variance += p * (1 - p);
            if (predicted[i])
            {
                tp += p;
                fp += 1 - p;
            }
            else
            {
                fn += p;
                tn += 1 - p;
            }
        }

        double auc = tp + fn > 0 && fp + tn > 0 ? Area(calibrated, scores) : double.NaN;
        return new EstimatedPerformance(tp, fp, fn, tn, auc, Math.Sqrt(variance));
    }

    private static bool Contains(ReadOnlySpan<double> scores, double value)
    {
        foreach (double score in scores)
        {
            if (score.Equals(value)) return true;
        }

        return false;
    }

    private static double Area(ReadOnlySpan<double> calibrated, ReadOnlySpan<double> scores)
    {
        int n = scores.Length;
        double[] keys = ArrayPool<double>.Shared.Rent(n);
        double[] weights = ArrayPool<double>.Shared.Rent(n);
        scores.CopyTo(keys);
        calibrated.CopyTo(weights);
        keys.AsSpan(0, n).Sort(weights.AsSpan(0, n));
        double positives = 0;
        double negatives = 0;
        double area = 0;
        int i = n - 1;
        while (i >= 0)
        {
            double at = keys[i];
            double positivesBefore = positives;
            double negativesBefore = negatives;
            for (; i >= 0 && keys[i] == at; i--)
            {
                positives += weights[i];
                negatives += 1 - weights[i];
            }

            area += (negatives - negativesBefore) * (positives + positivesBefore) / 2;
        }

        ArrayPool<double>.Shared.Return(weights);
        ArrayPool<double>.Shared.Return(keys);
        return area / (positives * negatives);
    }
}
