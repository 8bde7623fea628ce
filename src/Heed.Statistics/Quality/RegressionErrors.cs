using System.Buffers;
using System.Numerics.Tensors;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Quality;

/// <summary>
/// Errors of a regression: see <see cref="RegressionScores"/>. An empty sample, unequal lengths and values that are not finite are refused.
/// See docs/statistics/quality.md.
/// </summary>
public static class RegressionErrors
{
    public static RegressionScores Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Refusal refusal = Check(actual, predicted);
        if (refusal != Refusal.None) return RegressionScores.Refused(refusal);
        double[] rented = ArrayPool<double>.Shared.Rent(actual.Length);
        Span<double> errors = rented.AsSpan(0, actual.Length);
        TensorPrimitives.Subtract(predicted, actual, errors);
        double n = actual.Length;
        double bias = TensorPrimitives.Sum<double>(errors) / n;
        double squared = TensorPrimitives.SumOfSquares<double>(errors);
        TensorPrimitives.Abs(errors, errors);
        double absolute = TensorPrimitives.Sum<double>(errors) / n;
        (double symmetric, double percentage, long zeros) = Percentages(actual, predicted, errors);
        RadixSort.Sort(errors);
        double median = SortedQuantile.Of(errors, 1, 2);
        double largest = errors[^1];
        ArrayPool<double>.Shared.Return(rented);
        return new RegressionScores(
            actual.Length, absolute, squared / n, bias, median, largest, symmetric, percentage, zeros, R2(actual, squared));
    }

    /// <summary>
    /// The mean pinball loss of predictions of a quantile: max(q·(true − predicted), (q − 1)·(true − predicted)). Refused as
    /// <see cref="Of"/> is, and for a quantile outside [0, 1]. Source: R. Koenker and G. Bassett, Econometrica 46 (1978) 33.
    /// </summary>
    public static QualityScore Pinball(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double quantile)
    {
        Refusal refusal = quantile is >= 0 and <= 1 ? Check(actual, predicted) : Refusal.OutOfRange;
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = actual[i] - predicted[i];
            sum += Math.Max(quantile * difference, (quantile - 1) * difference);
        }

        return new QualityScore(sum / actual.Length);
    }

    /// <summary>
    /// The mean absolute scaled error: Σ|d|/n over the mean of |trainᵢ − trainᵢ₋ₛ|, the error of repeating the last season. Below 1 is
    /// better than that. Refused as <see cref="Of"/> is, and for a season below 1, a train of at most one season, a train that repeats
    /// itself exactly. Source: Hyndman and Koehler (2006).
    /// </summary>
    public static QualityScore MeanAbsoluteScaled(
        ReadOnlySpan<double> train, int season, ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Refusal refusal = Check(actual, predicted);
        if (refusal == Refusal.None && season < 1) refusal = Refusal.OutOfRange;
        if (refusal == Refusal.None && train.Length <= season) refusal = Refusal.TooFew;
        if (refusal == Refusal.None && !TensorPrimitives.IsFiniteAll(train)) refusal = Refusal.NonFinite;
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        double naive = 0;
        for (int i = season; i < train.Length; i++) naive += Math.Abs(train[i] - train[i - season]);
        if (naive == 0) return QualityScore.Refused(Refusal.Degenerate);
        double error = 0;
        for (int i = 0; i < actual.Length; i++) error += Math.Abs(actual[i] - predicted[i]);
        return new QualityScore(error / actual.Length / (naive / (train.Length - season)));
    }

    private static Refusal Check(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        if (actual.Length != predicted.Length) return Refusal.LengthMismatch;
        if (actual.IsEmpty) return Refusal.EmptySample;
        return TensorPrimitives.IsFiniteAll(actual) && TensorPrimitives.IsFiniteAll(predicted) ? Refusal.None : Refusal.NonFinite;
    }

    private static (double Symmetric, double Percentage, long Zeros) Percentages(
        ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, ReadOnlySpan<double> absolute)
    {
        double symmetric = 0;
        double percentage = 0;
        long zeros = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double size = Math.Abs(actual[i]);
            double both = size + Math.Abs(predicted[i]);
            if (both > 0) symmetric += 2 * absolute[i] / both;
            if (size > 0) percentage += absolute[i] / size;
            else zeros++;
        }

        return (symmetric / actual.Length, zeros == actual.Length ? double.NaN : percentage / (actual.Length - zeros), zeros);
    }

    private static double R2(ReadOnlySpan<double> actual, double squared)
    {
        if (actual.Length < 2) return double.NaN;
        if (TensorPrimitives.Max(actual) == TensorPrimitives.Min(actual)) return squared == 0 ? 1 : 0;
        double mean = TensorPrimitives.Sum(actual) / actual.Length;
        double total = 0;
        foreach (double value in actual) total += (value - mean) * (value - mean);
        return 1 - (squared / total);
    }
}
